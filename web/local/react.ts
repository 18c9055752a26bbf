import { createContext, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import type { Phone } from './phone.ts';
import type { PhoneState } from './state.ts';

export const PhoneContext = createContext<Phone | null>(null);

export function usePhone(): Phone {
  const phone = useContext(PhoneContext);
  if (!phone) throw new Error('no phone above this screen');
  return phone;
}

/** What screens show; made anew after each change. */
export function usePhoneState(): PhoneState {
  const phone = usePhone();
  return useSyncExternalStore(phone.subscribe, phone.state);
}

/**
 * The address of a photo: from this phone while it is here, otherwise a small copy from the office; null while it is
 * being found.
 */
export function usePhoto(hash: string): string | null {
  const phone = usePhone();
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    let made: string | null = null;
    let gone = false;
    void phone.photo(hash).then(
      (held) => {
        if (gone) return;
        made = held ? URL.createObjectURL(new Blob([held.bytes], { type: held.mediaType })) : null;
        setUrl(made ?? `/files/${hash}?w=320`);
      },
      () => setUrl(null),
    );
    return () => {
      gone = true;
      if (made) URL.revokeObjectURL(made);
    };
  }, [phone, hash]);
  return url;
}
