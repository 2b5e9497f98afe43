import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { App as AntApp, ConfigProvider } from 'antd';
import zhCN from 'antd/locale/zh_CN';
import enGB from 'antd/locale/en_GB';
import type { ReactNode } from 'react';
import { ProblemError } from '../api/problem';
import { useLanguage } from '../i18n';
import { AskProvider } from './kit/ask';
import { router } from './routes';
import { theme } from './theme';

const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      // Without a network what a roll call keeps is an answer; whoever has none is told at once.
      networkMode: 'always',
      // A refusal does not become a success by asking again; a cut connection may.
      retry: (failures, error) => failures < 2 && error instanceof ProblemError && (error.status === 0 || error.status >= 500),
      refetchOnWindowFocus: true,
    },
  },
});

export const App = (): ReactNode => (
  <ConfigProvider theme={theme} locale={useLanguage() === 'zh' ? zhCN : enGB} button={{ autoInsertSpace: false }}>
    <AntApp message={{ top: 64 }}>
      <QueryClientProvider client={client}>
        <AskProvider>
          <RouterProvider router={router} />
        </AskProvider>
      </QueryClientProvider>
    </AntApp>
  </ConfigProvider>
);
