import { useQuery } from '@tanstack/react-query';
import { messages } from '../../api/console';

/** How many messages wait to be read; asked again every half minute. */
export const useUnread = (): number =>
  useQuery({ queryKey: ['messages', 'unread'], queryFn: messages.unread, refetchInterval: 30_000, staleTime: 10_000 }).data?.unread ?? 0;
