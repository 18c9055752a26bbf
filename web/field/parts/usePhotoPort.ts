import { useEffect, useMemo, useRef, useState } from 'react';
import { photoSize } from '../../../domain/sync/line.ts';
import { shrinkPhoto } from '../../local/index.ts';
import { usePhone } from '../../local/react.ts';
import type { PhotoPort } from '../../ui/fields/PhotoField.tsx';

const BLANK = 'data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=';

/**
 * How the phone stores the photos of a form: shrunk, encrypted and stored before they are shown. `onShutter` is called
 * for each.
 */
export function usePhotoPort(hashes: readonly string[], onShutter: () => void): PhotoPort {
  const phone = usePhone();
  const [urls, setUrls] = useState<ReadonlyMap<string, string>>(new Map());
  const made = useRef<string[]>([]);
  const shutter = useRef(onShutter);
  shutter.current = onShutter;
  const missing = hashes.filter((h) => !urls.has(h)).join(' ');
  useEffect(() => {
    let gone = false;
    for (const hash of missing.split(' ').filter(Boolean)) {
      void phone.photo(hash).then((held) => {
        if (gone) return;
        const url = held
          ? URL.createObjectURL(new Blob([held.bytes], { type: held.mediaType }))
          : `/files/${hash}?w=320`;
        if (held) made.current.push(url);
        setUrls((before) => new Map(before).set(hash, url));
      });
    }
    return () => {
      gone = true;
    };
  }, [phone, missing]);
  useEffect(
    () => () => {
      for (const url of made.current) URL.revokeObjectURL(url);
    },
    [],
  );
  return useMemo(
    () => ({
      add: async (file) => {
        shutter.current();
        return phone.keepPhoto(await shrinkPhoto(file, photoSize(phone.need().line.rate())));
      },
      url: (hash) => urls.get(hash) ?? BLANK,
    }),
    [phone, urls],
  );
}
