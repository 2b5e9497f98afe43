import { useNavigate, useSearch } from '@tanstack/react-router';

export type Address = Record<string, string | undefined>;

/** What a list shows is in the address, so that a link shows the same. A changed filter starts again at the first page. */
export const useAddress = (): { at: Address; change: (changes: Address, keepPage?: boolean) => void } => {
  const at: Address = useSearch({ strict: false });
  const navigate = useNavigate();
  const change = (changes: Address, keepPage = false): void => {
    const next: Address = { ...at, ...(keepPage ? {} : { cursor: undefined, page: undefined }), ...changes };
    const kept = Object.fromEntries(Object.entries(next).filter(([, value]) => value));
    void navigate({ to: '.', search: kept, replace: !keepPage, resetScroll: keepPage });
  };
  return { at, change };
};
