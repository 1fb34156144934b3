import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { type ComponentType, lazy, Suspense } from 'react';
import { Redirect, Route, Router, Switch } from 'wouter';
import { useHashLocation } from 'wouter/use-hash-location';
import { queryClient } from './client/queries.ts';
import { ErrorBoundary } from './frame/error-boundary.tsx';
import { Frame } from './frame/frame.tsx';
import { theme } from './theme.ts';

/** One page per stage, loaded when it is first opened. */
const pages: Record<string, ComponentType> = {
  '/data': lazy(() => import('./pages/data/data-page.tsx')),
  '/issues': lazy(() => import('./pages/issues/issues-page.tsx')),
  '/relations': lazy(() => import('./pages/relations/relations-page.tsx')),
  '/versions': lazy(() => import('./pages/versions/versions-page.tsx')),
  '/split': lazy(() => import('./pages/split/split-page.tsx')),
  '/train': lazy(() => import('./pages/train/train-page.tsx')),
  '/compare': lazy(() => import('./pages/compare/compare-page.tsx')),
  '/bundles': lazy(() => import('./pages/bundles/bundles-page.tsx')),
  '/activity': lazy(() => import('./pages/activity/activity-page.tsx')),
  '/settings': lazy(() => import('./pages/settings/settings-page.tsx')),
};

export function App() {
  return (
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      withCssVariables={false}
      withGlobalClasses={false}
    >
      <QueryClientProvider client={queryClient}>
        <Router hook={useHashLocation}>
          <Frame>
            <Switch>
              {Object.entries(pages).map(([path, Page]) => (
                <Route key={path} path={path}>
                  <ErrorBoundary key={path}>
                    <Suspense fallback={null}>
                      <Page />
                    </Suspense>
                  </ErrorBoundary>
                </Route>
              ))}
              <Route>
                <Redirect to="/data" />
              </Route>
            </Switch>
          </Frame>
        </Router>
      </QueryClientProvider>
    </MantineProvider>
  );
}
