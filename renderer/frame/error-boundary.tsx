import { Button } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { ErrorNote } from '../ui/error-note.tsx';
import { PageHead } from '../ui/page-head.tsx';

/** Keeps a page that cannot be drawn from taking the rest of the window with it. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { error: unknown }> {
  override state: { error: unknown } = { error: null };

  static getDerivedStateFromError(error: unknown): { error: unknown } {
    return { error };
  }

  override render(): ReactNode {
    if (this.state.error === null) return this.props.children;
    return (
      <>
        <PageHead
          title="This page could not be drawn."
          actions={
            <Button variant="filled" onClick={() => this.setState({ error: null })}>
              Draw it again
            </Button>
          }
        >
          Nothing that was saved is lost; the other pages still work.
        </PageHead>
        <ErrorNote error={this.state.error} />
      </>
    );
  }
}
