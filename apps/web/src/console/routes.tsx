import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import type { ComponentType } from 'react';
import { Frame } from './frame/frame';
import type { MenuPlace } from './frame/menu';
import { NotFound, PageFailed, PageLoading } from './kit/page-states';

/* One line a page: its path, where its code is, and its place in the menus. Codes load when a page is opened. */
const root = createRootRoute({ notFoundComponent: NotFound });
const frame = createRoute({ getParentRoute: () => root, id: 'frame', component: Frame });

type Load<K extends string> = () => Promise<{ [P in K]: ComponentType }>;
const page = <P extends string, K extends string>(path: P, load: Load<K>, name: K, menu?: MenuPlace): ReturnType<typeof route<P, K>> =>
  route(path, load, name, menu);
const route = <P extends string, K extends string>(path: P, load: Load<K>, name: K, menu?: MenuPlace) =>
  createRoute({ getParentRoute: () => frame, path, component: lazyRouteComponent(load, name), ...(menu && { staticData: { menu } }) });

const open = [
  createRoute({
    getParentRoute: () => root,
    path: '/sign-in',
    component: lazyRouteComponent(() => import('./access/sign-in'), 'SignInPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/password',
    component: lazyRouteComponent(() => import('./access/password'), 'PasswordPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/register',
    component: lazyRouteComponent(() => import('./enterprise/register'), 'RegisterPage'),
  }),
];

const pages = [
  // what is on the desk
  page('/', () => import('./frame/start'), 'StartPage', { icon: 'start', group: 'main', enterprise: 0, supplier: 0, nobody: 1 }),
  page('/messages', () => import('./notification/messages'), 'MessagesPage', {
    icon: 'messages',
    group: 'main',
    enterprise: 8,
    supplier: 5,
    nobody: 2,
  }),
  page('/account', () => import('./access/account'), 'AccountPage'),
  // enterprises and their needs
  page('/registrations', () => import('./enterprise/registrations'), 'RegistrationsPage', {
    icon: 'registrations',
    group: 'market',
    permission: 'registration.decide',
  }),
  page('/colleagues', () => import('./enterprise/registrations'), 'ColleaguesPage', { icon: 'colleagues', enterprise: 7 }),
  page('/enterprises', () => import('./enterprise/enterprises'), 'EnterprisesPage', {
    icon: 'enterprises',
    group: 'market',
    permission: 'enterprise.read',
  }),
  page('/enterprises/$id', () => import('./enterprise/enterprise'), 'EnterprisePage'),
  page('/needs', () => import('./need/needs'), 'NeedsPage', { icon: 'needs', group: 'market', permission: 'need.read', enterprise: 1 }),
  page('/needs/new', () => import('./need/need-new'), 'NewNeedPage'),
  page('/needs/drafts', () => import('./need/drafts'), 'DraftsPage'),
  page('/needs/$id', () => import('./need/need'), 'NeedPage'),
  page('/needs/$id/edit', () => import('./need/need-edit'), 'EditNeedPage'),
  page('/checks', () => import('./need/checks'), 'ChecksPage', { icon: 'checks', group: 'market', permission: 'need.check' }),
  page('/imports', () => import('./import/imports'), 'ImportsPage', { icon: 'imports', group: 'market', permission: 'need.import' }),
  page('/imports/$id', () => import('./import/import'), 'ImportPage'),
  page('/surveys', () => import('./survey/surveys'), 'SurveysPage', { icon: 'surveys', group: 'market', permission: 'survey.read' }),
  page('/surveys/$id', () => import('./survey/survey-round'), 'SurveyRoundPage'),
  page('/survey', () => import('./survey/survey-mine'), 'MySurveyPage', { icon: 'survey', enterprise: 6 }),
  page('/survey/$id', () => import('./survey/survey-answer'), 'SurveyAnswerPage'),
  page('/catalogues/$id', () => import('./catalogue/catalogue-trace'), 'CatalogueTracePage'),
  page('/fairs', () => import('./fair/fairs'), 'FairsPage', { icon: 'fairs', group: 'market', enterprise: 5 }),
  page('/fairs/new', () => import('./fair/fair-new'), 'NewFairPage'),
  page('/fairs/$id', () => import('./fair/fair'), 'FairPage'),
  page('/fairs/$id/edit', () => import('./fair/fair-edit'), 'EditFairPage'),
  page('/fairs/$id/wall', () => import('./field/wall'), 'FairWallPage'),
  page('/fairs/$id/day', () => import('./field/day'), 'FairDayPage'),
  page('/fairs/$id/results', () => import('./fair-result/results'), 'FairResultsPage'),
  page('/fairs/$id/report', () => import('./fair-result/report'), 'FairReportPage'),
  page('/fair-reports', () => import('./fair-result/report'), 'FairReportsPage'),
  page('/fair-result-rules', () => import('./fair-result/result-rules'), 'ResultRulesPage'),
  page('/fair-hires', () => import('./fair-result/hires'), 'FairHiresPage'),
  page('/fair-plans', () => import('./fair-plan/fair-plans'), 'FairPlansPage'),
  page('/fair-templates', () => import('./fair-plan/fair-templates'), 'FairTemplatesPage'),
  page('/fair-table', () => import('./fair-plan/fair-table'), 'FairTablePage'),
  page('/fair-plans/rules', () => import('./fair-plan/planning-rules'), 'PlanningRulesPage'),
  page('/fair-plans/$id', () => import('./fair-plan/fair-plan'), 'FairPlanPage'),
  page('/fair-plans/$id/fairs/$fair', () => import('./fair-plan/plan-fair'), 'PlanFairPage'),
  page('/fairs/$id/series', () => import('./year/series'), 'FairSeriesPage'),
  page('/fair-year', () => import('./year/year'), 'FairYearPage'),
  page('/fair-calendar', () => import('./year/calendar'), 'FairCalendarPage'),
  page('/booths/$id/people', () => import('./booth/people'), 'BoothPeoplePage'),
  page('/booths/$id/queue', () => import('./booth/queue'), 'BoothQueuePage'),
  page('/my-fairs', () => import('./booth/my-fairs'), 'MyFairsPage'),
  page('/booth-rules', () => import('./booth/booth-rules'), 'BoothRulesPage'),
  page('/fair-rules', () => import('./fair/fair-rules'), 'FairRulesPage'),
  page('/venues', () => import('./fair/venues'), 'VenuesPage'),
  page('/venues/new', () => import('./fair/venue-edit'), 'NewVenuePage'),
  page('/venues/$id', () => import('./fair/venue'), 'VenuePage'),
  page('/venues/$id/edit', () => import('./fair/venue-edit'), 'EditVenuePage'),
  page('/venues/$id/rooms/$room/floor', () => import('./fair-floor/floor'), 'FloorPage'),
  page('/venues/$id/rooms/$room', () => import('./fair/room-edit'), 'RoomPage'),
  // who could come, and who comes
  page('/runs', () => import('./matching/runs'), 'RunsPage', { icon: 'runs', group: 'supply', permission: 'matching.read' }),
  page('/runs/new', () => import('./matching/run-new'), 'NewRunPage'),
  page('/runs/compare', () => import('./matching/run-compare'), 'CompareRunsPage'),
  page('/runs/$id', () => import('./matching/run'), 'RunPage'),
  page('/rules', () => import('./matching/rules'), 'RulesPage'),
  page('/proposals', () => import('./matching/proposals'), 'ProposalsPage', {
    icon: 'proposals',
    supplier: 1,
    enterprise: 2,
    enterpriseIcon: 'offers',
  }),
  page('/promises', () => import('./dispatch/promises'), 'PromisesPage', {
    icon: 'promises',
    group: 'supply',
    permission: 'dispatch.read',
    enterprise: 3,
    supplier: 3,
  }),
  page('/dispatch-rules', () => import('./dispatch/dispatch-rules'), 'DispatchRulesPage'),
  page('/suppliers', () => import('./supply/suppliers'), 'SuppliersPage', {
    icon: 'suppliers',
    group: 'supply',
    permission: 'supply.read',
  }),
  page('/suppliers/$id', () => import('./supply/supplier'), 'SupplierPage'),
  page('/supply-map', () => import('./supply/supply-map'), 'SupplyMapPage'),
  page('/batches', () => import('./supply/batches'), 'BatchesPage', {
    icon: 'batches',
    group: 'supply',
    permission: 'supply.read',
    supplier: 2,
  }),
  page('/batches/$id/fitting', () => import('./matching/fitting'), 'FittingPage'),
  page('/trips', () => import('./dispatch/trips'), 'TripsPage', {
    icon: 'trips',
    group: 'supply',
    permission: 'dispatch.read',
    enterprise: 4,
    supplier: 4,
  }),
  page('/arrivals', () => import('./travel/arrivals'), 'ArrivalsPage'),
  page('/absences', () => import('./travel/absences'), 'AbsencesPage'),
  page('/trips/$id/travel', () => import('./travel/travel-edit'), 'TravelPage'),
  page('/workers', () => import('./dispatch/workers'), 'WorkersPage', {
    icon: 'workers',
    group: 'supply',
    permission: 'dispatch.people',
    supplier: 4.5,
  }),
  page('/trips/new', () => import('./dispatch/trip-new'), 'NewTripPage'),
  page('/trips/$id', () => import('./dispatch/trip'), 'TripPage'),
  page('/results', () => import('./results/results'), 'ResultsPage', {
    icon: 'results',
    group: 'supply',
    permission: 'dispatch.performance',
    enterprise: 10,
    supplier: 7,
  }),
  page('/results/retention', () => import('./results/retention-curve'), 'RetentionCurvePage'),
  page('/results/flows', () => import('./results/flows'), 'FlowsPage'),
  page('/late-follow-ups', () => import('./results/late-follow-ups'), 'LateFollowUpsPage'),
  page('/insurance-months', () => import('./results/insurance'), 'InsurancePage'),
  page('/retention', () => import('./dispatch/retention'), 'RetentionPage', {
    icon: 'retention',
    group: 'supply',
    permission: 'dispatch.retention_read',
    enterprise: 9,
    supplier: 6,
  }),
  // the office itself
  page('/deliveries', () => import('./notification/deliveries'), 'DeliveriesPage', {
    icon: 'deliveries',
    group: 'admin',
    permission: 'deliveries.read',
  }),
  page('/mass-messages', () => import('./mass/masses'), 'MassesPage', { icon: 'mass', group: 'market', permission: 'mass.send' }),
  page('/mass-messages/new', () => import('./mass/mass-form'), 'NewMassPage'),
  page('/mass-messages/$id', () => import('./mass/mass'), 'MassPage'),
  page('/message-rules', () => import('./mass/message-rules'), 'MessageRulesPage'),
  page('/message-rules/$template', () => import('./mass/message-rule'), 'MessageRulePage'),
  page('/message-costs', () => import('./mass/message-costs'), 'MessageCostsPage'),
  page('/sms-templates', () => import('./notification/sms-templates'), 'SmsTemplatesPage'),
  page('/users', () => import('./access/users'), 'UsersPage', { icon: 'users', group: 'admin', permission: 'user.manage' }),
  page('/webhooks', () => import('./webhook/webhooks'), 'WebhooksPage'),
  page('/webhooks/$id', () => import('./webhook/webhook'), 'WebhookPage'),
  page('/tokens', () => import('./access/tokens'), 'TokensPage'),
  page('/audit', () => import('./access/audit'), 'AuditPage', { icon: 'audit', group: 'admin', permission: 'audit.read' }),
  page('/jobs', () => import('./system/jobs'), 'JobsPage', { icon: 'jobs', group: 'admin', permission: 'jobs.manage' }),
  page('/settings', () => import('./system/settings'), 'SettingsPage', { icon: 'settings', group: 'admin', permission: 'settings.read' }),
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
