const STORE = "outbox";

/** Opens the database, and makes it where there is none. */
export function openDatabase(name: string): Promise<IDBDatabase> {
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore(STORE, { keyPath: ["account", "threadId", "clientMessageId"] });
  };
  return requestOf(request);
}

/** What a request answers. */
export function requestOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("IndexedDB has refused."));
  });
}

/** Runs the work in a transaction and resolves once that is complete; the work may wait for requests of it alone. */
export function transactionOf(
  database: IDBDatabase,
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => unknown,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(STORE, mode, {
      durability: mode === "readwrite" ? "strict" : "default",
    });
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error("IndexedDB has given up."));
    Promise.resolve(work(transaction.objectStore(STORE))).catch((fault: unknown) => {
      reject(fault as Error);
      transaction.abort();
    });
  });
}
