import { useQuery } from '@tanstack/react-query';
import { messages } from '../../api/console';
import { useAskEvery } from './live';

/** How many messages wait to be read; told as they come, and asked for now and then. */
export const useUnread = (): number => {
  const refetchInterval = useAskEvery(30_000);
  return useQuery({ queryKey: ['messages', 'unread'], queryFn: messages.unread, refetchInterval, staleTime: 10_000 }).data?.unread ?? 0;
};
