import { useRouter } from '@tanstack/react-router';
import { App } from 'antd';
import { useCallback, type MouseEvent, type ReactNode } from 'react';
import { useLanguage } from '../../i18n';
import { useLive, type LiveMessage } from './live';

const SECONDS = 6;

/** Says what has just come, for a moment, with the way there. On the page of messages it shows itself. */
export const News = (): ReactNode => {
  const { message } = App.useApp();
  const router = useRouter();
  const told = useCallback(
    ({ id, title, link }: LiveMessage) => {
      if (router.state.location.pathname.endsWith('/messages')) return;
      const href = link ?? '/console/messages';
      // Drawn outside the router, which is asked by hand.
      const go = (event: MouseEvent): void => {
        event.preventDefault();
        message.destroy(id);
        void router.navigate({ to: href.replace(/^\/console/, '') });
      };
      const content = (
        <span role="status">
          <a href={href} onClick={go}>
            {title}
          </a>
        </span>
      );
      void message.info({ key: id, content, duration: SECONDS });
    },
    [message, router],
  );
  useLive(useLanguage(), told);
  return null;
};
