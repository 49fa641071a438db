/** What some browsers, or pages without a secure context, don't have, although the platform's types say so. */
export const workers: ServiceWorkerContainer | undefined = navigator.serviceWorker;
export const clipboard: Clipboard | undefined = navigator.clipboard;
