import { useLayoutEffect, useRef, type ReactNode } from 'react';
import { useT } from '../i18n';
import { Footer, Header } from './parts/frame';
import { useAddress } from './router';
import { BoardPage } from './pages/board';
import { CataloguePage } from './pages/catalogue';
import { FairPage } from './pages/fair';
import { FairsPage } from './pages/fairs';
import { HomePage } from './pages/home';
import { NotFoundPage } from './pages/not-found';
import { OccupationPage } from './pages/occupation';
import { PostPage } from './pages/post';
import { TicketPage } from './pages/ticket';
import { UnsubscribePage } from './pages/unsubscribe';

/** The public addresses: here and nowhere else, for the server asks too. */
const pages: [RegExp, (part: string) => ReactNode][] = [
  [/^\/$/, () => <HomePage />],
  [/^\/board\/?$/, () => <BoardPage />],
  [/^\/board\/([\w.-]+)$/, (code) => <OccupationPage key={code} code={code} />],
  [/^\/post\/([\w-]+)$/, (id) => <PostPage key={id} id={id} />],
  [/^\/catalogue\/?$/, () => <CataloguePage />],
  [/^\/fairs\/?$/, () => <FairsPage />],
  [/^\/ticket\/?$/, () => <TicketPage />],
  [/^\/unsubscribe\/([\w-]+)$/, (key) => <UnsubscribePage key={key} token={key} />],
  [/^\/fairs\/([\w-]+)$/, (id) => <FairPage key={id} id={id} />],
];

export const isPage = (path: string): boolean => pages.some(([pattern]) => pattern.test(path));

const pageAt = (path: string): ReactNode => {
  for (const [pattern, page] of pages) {
    const found = pattern.exec(path);
    if (found) return page(decodeURIComponent(found[1] ?? ''));
  }
  return <NotFoundPage />;
};

export const App = (): ReactNode => {
  const { path } = useAddress();
  const t = useT('common');
  const main = useRef<HTMLElement>(null);
  const before = useRef(path);
  useLayoutEffect(() => {
    if (before.current === path) return;
    before.current = path;
    // A new page is announced and read from its top, as after a full load.
    window.scrollTo(0, 0);
    main.current?.focus({ preventScroll: true });
  }, [path]);
  return (
    <>
      <a className="skip" href="#main">
        {t('skip')}
      </a>
      <Header path={path} />
      <main id="main" ref={main} tabIndex={-1}>
        {pageAt(path)}
      </main>
      <Footer />
    </>
  );
};
