import type { UploadResponse } from '@opis/contracts';
import { useCallback, useMemo, useRef, useState } from 'react';
import { removeUpload } from '../../api/remove-upload.ts';
import { uploadFile } from '../../api/upload-file.ts';

/** A file on its way to the server, or there. */
export type UploadItem = {
  key: string;
  name: string;
  size: number;
  sent: number;
  state: 'sending' | 'ready' | 'failed';
  upload: UploadResponse | undefined;
  error: unknown;
};

type Sending = { file: File; controller: AbortController; finished: Promise<void> };

/** Files of the paper: each is sent at once, with its own progress, and can be tried again by itself. */
export function useUploads(restored: readonly UploadResponse[], onReady: (ready: UploadResponse[]) => void) {
  const [items, setItems] = useState<readonly UploadItem[]>(() => restored.map(toReadyItem));
  const latest = useRef(items);
  const sendings = useRef(new Map<string, Sending>());
  const tell = useRef(onReady);
  tell.current = onReady;

  const change = useCallback((update: (items: readonly UploadItem[]) => readonly UploadItem[]) => {
    latest.current = update(latest.current);
    setItems(latest.current);
    tell.current(latest.current.flatMap((item) => item.upload ?? []));
  }, []);
  const patch = useCallback(
    (key: string, part: Partial<UploadItem>) =>
      change((all) => all.map((item) => (item.key === key ? { ...item, ...part } : item))),
    [change],
  );

  const send = useCallback(
    (key: string, file: File) => {
      const controller = new AbortController();
      const onProgress = (sent: number) => patch(key, { sent: Math.min(sent, file.size) });
      const finished = uploadFile(file, { onProgress, signal: controller.signal }).then(
        (upload) => patch(key, { state: 'ready', upload, sent: file.size }),
        (error: unknown) => patch(key, { state: 'failed', error }),
      );
      sendings.current.set(key, { file, controller, finished });
    },
    [patch],
  );

  const actions = useMemo(
    () => ({
      add(files: Iterable<File>) {
        for (const file of files) {
          const key = crypto.randomUUID();
          const { name, size } = file;
          change((all) => [
            ...all,
            { key, name, size, sent: 0, state: 'sending', upload: undefined, error: undefined },
          ]);
          send(key, file);
        }
      },
      retry(key: string) {
        const file = sendings.current.get(key)?.file;
        if (!file) return;
        patch(key, { state: 'sending', sent: 0, error: undefined });
        send(key, file);
      },
      remove(key: string) {
        sendings.current.get(key)?.controller.abort();
        const upload = latest.current.find((item) => item.key === key)?.upload;
        // What the server keeps expires by itself after a day; a failed removal hurts nobody.
        if (upload) removeUpload(upload.id).catch(() => undefined);
        change((all) => all.filter((item) => item.key !== key));
      },
      /** Takes in what is on the server already. */
      adopt(upload: UploadResponse) {
        change((all) => [...all, toReadyItem(upload)]);
      },
      /** Forgets one file without removing it. */
      forget(key: string) {
        change((all) => all.filter((item) => item.key !== key));
      },
      /** Forgets the files without removing them: they belong to an entry now. */
      clear() {
        change(() => []);
      },
      /** Waits until no file is on its way, and tells how each ended. */
      async settled(): Promise<readonly UploadItem[]> {
        await Promise.all([...sendings.current.values()].map((sending) => sending.finished));
        return latest.current;
      },
    }),
    [change, patch, send],
  );
  return { items, ...actions };
}

function toReadyItem(upload: UploadResponse): UploadItem {
  const { id, name, size } = upload;
  return { key: id, name, size, sent: size, state: 'ready', upload, error: undefined };
}
