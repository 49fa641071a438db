import { useEffect, useState } from "preact/hooks";

/** The time now, again every `period` milliseconds, for texts such as "5 minutes ago". */
export function useTicks(period: number): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), period);
    return () => clearInterval(timer);
  }, [period]);
  return now;
}
