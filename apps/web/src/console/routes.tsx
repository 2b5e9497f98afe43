import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import type { ComponentType } from 'react';
import { Frame } from './frame/frame';
import { NotFound, PageFailed, PageLoading } from './parts/page-states';

/* One line a page: its path and where its code is. Codes load when a page is opened. */
const root = createRootRoute({ notFoundComponent: NotFound });
const frame = createRoute({ getParentRoute: () => root, id: 'frame', component: Frame });

type Load<K extends string> = () => Promise<{ [P in K]: ComponentType }>;
const page = <P extends string, K extends string>(path: P, load: Load<K>, name: K): ReturnType<typeof route<P, K>> =>
  route(path, load, name);
const route = <P extends string, K extends string>(path: P, load: Load<K>, name: K) =>
  createRoute({ getParentRoute: () => frame, path, component: lazyRouteComponent(load, name) });

const open = [
  createRoute({
    getParentRoute: () => root,
    path: '/sign-in',
    component: lazyRouteComponent(() => import('./pages/sign-in'), 'SignInPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/password',
    component: lazyRouteComponent(() => import('./pages/password'), 'PasswordPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/register',
    component: lazyRouteComponent(() => import('./pages/register'), 'RegisterPage'),
  }),
];

const pages = [
  page('/', () => import('./pages/start'), 'StartPage'),
  page('/needs', () => import('./pages/needs'), 'NeedsPage'),
  page('/needs/new', () => import('./pages/need-new'), 'NewNeedPage'),
  page('/needs/$id', () => import('./pages/need'), 'NeedPage'),
  page('/needs/$id/edit', () => import('./pages/need-edit'), 'EditNeedPage'),
  page('/checks', () => import('./pages/checks'), 'ChecksPage'),
  page('/proposals', () => import('./pages/proposals'), 'ProposalsPage'),
  page('/promises', () => import('./pages/promises'), 'PromisesPage'),
  page('/batches', () => import('./pages/batches'), 'BatchesPage'),
  page('/trips', () => import('./pages/trips'), 'TripsPage'),
  page('/trips/new', () => import('./pages/trip-new'), 'NewTripPage'),
  page('/trips/$id', () => import('./pages/trip'), 'TripPage'),
  page('/fairs', () => import('./pages/fairs'), 'FairsPage'),
  page('/fairs/new', () => import('./pages/fair-new'), 'NewFairPage'),
  page('/fairs/$id', () => import('./pages/fair'), 'FairPage'),
  page('/registrations', () => import('./pages/registrations'), 'RegistrationsPage'),
  page('/colleagues', () => import('./pages/registrations'), 'ColleaguesPage'),
  page('/enterprises', () => import('./pages/enterprises'), 'EnterprisesPage'),
  page('/imports', () => import('./pages/imports'), 'ImportsPage'),
  page('/imports/$id', () => import('./pages/import'), 'ImportPage'),
  page('/surveys', () => import('./pages/surveys'), 'SurveysPage'),
  page('/surveys/$id', () => import('./pages/survey-round'), 'SurveyRoundPage'),
  page('/catalogues/$id', () => import('./pages/catalogue-trace'), 'CatalogueTracePage'),
  page('/survey', () => import('./pages/survey-mine'), 'MySurveyPage'),
  page('/survey/$id', () => import('./pages/survey-answer'), 'SurveyAnswerPage'),
  page('/runs', () => import('./pages/runs'), 'RunsPage'),
  page('/runs/new', () => import('./pages/run-new'), 'NewRunPage'),
  page('/runs/compare', () => import('./pages/run-compare'), 'CompareRunsPage'),
  page('/rules', () => import('./pages/rules'), 'RulesPage'),
  page('/batches/$id/fitting', () => import('./pages/fitting'), 'FittingPage'),
  page('/runs/$id', () => import('./pages/run'), 'RunPage'),
  page('/suppliers', () => import('./pages/suppliers'), 'SuppliersPage'),
  page('/messages', () => import('./pages/messages'), 'MessagesPage'),
  page('/deliveries', () => import('./pages/deliveries'), 'DeliveriesPage'),
  page('/users', () => import('./pages/users'), 'UsersPage'),
  page('/audit', () => import('./pages/audit'), 'AuditPage'),
  page('/jobs', () => import('./pages/jobs'), 'JobsPage'),
  page('/account', () => import('./pages/account'), 'AccountPage'),
  page('/settings', () => import('./pages/settings'), 'SettingsPage'),
];

const plainSearch = {
  parseSearch: (text: string): Record<string, string> => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch: (search: Record<string, unknown>): string => {
    const kept = Object.entries(search).filter((entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== '');
    const text = new URLSearchParams(kept).toString();
    return text ? `?${text}` : '';
  },
};

export const router = createRouter({
  routeTree: root.addChildren([...open, frame.addChildren(pages)]),
  basepath: '/console',
  ...plainSearch,
  scrollRestoration: true,
  defaultPreload: 'intent',
  defaultPendingComponent: PageLoading,
  defaultErrorComponent: PageFailed,
  defaultPendingMs: 300,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
