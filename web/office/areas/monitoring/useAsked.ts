import { useNavigate, useSearch } from '@tanstack/react-router';
import type { Level } from '../../../../domain/kernel/views.ts';
import { useSession } from '../../session.tsx';

/**
 * The period and the level for which figures are shown. They are kept in the address, so that a link shows the same
 * figures; the unit chosen in the header narrows them like every list.
 */
export function useAsked() {
  const { unit } = useSession();
  const search = useSearch({ strict: false }) as Readonly<Record<string, string>>;
  const navigate = useNavigate();
  const level = (search.level === '1' || search.level === '2' ? Number(search.level) : 3) as Exclude<Level, 0>;
  const period = search.period ?? '';
  const change = (next: Readonly<Record<string, string | null>>) =>
    void navigate({
      to: '.',
      replace: true,
      search: (before: Record<string, string>) => {
        const after = { ...before };
        for (const [key, value] of Object.entries(next)) {
          if (value === null || value === '') delete after[key];
          else after[key] = value;
        }
        return after;
      },
    } as never);
  /** The same period and level, for the address of another screen of figures. */
  const carried = (more: Readonly<Record<string, string>> = {}): string => {
    const text = new URLSearchParams({
      ...(level === 3 ? {} : { level: String(level) }),
      ...(period ? { period } : {}),
      ...more,
    }).toString();
    return text ? `?${text}` : '';
  };
  return {
    level,
    period,
    search,
    change,
    carried,
    params: { level, ...(period ? { period } : {}), ...(unit ? { unit } : {}) },
  };
}
