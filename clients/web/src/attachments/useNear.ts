import { useEffect, useRef, useState } from "preact/hooks";

/** Whether an element has come near the screen, and so is worth loading; stays true. */
export function useNear<E extends Element>() {
  const element = useRef<E>(null);
  const [near, setNear] = useState(false);
  useEffect(() => {
    const target = element.current;
    if (!target || near) return undefined;
    const watch = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) setNear(true);
      },
      { rootMargin: "600px" },
    );
    watch.observe(target);
    return () => watch.disconnect();
  }, [near]);
  return { element, near };
}
