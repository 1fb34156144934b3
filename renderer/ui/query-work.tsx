import { Button } from '@mantine/core';
import type { QueryKey, UseQueryResult } from '@tanstack/react-query';
import { queryClient } from '../client/queries.ts';
import { InlineProgress } from './progress-bar.tsx';

/**
 * A question to the engine while it is worked on, with a way to stop it, and once it was stopped a way to ask it again.
 * Nothing when it is answered or has failed.
 */
export function QueryWork(props: {
  query: Pick<UseQueryResult, 'isFetching' | 'isPending' | 'refetch'>;
  queryKey: QueryKey;
  /** What is done: "Comparing columns". */
  label: string;
}) {
  const { query, queryKey, label } = props;
  if (query.isFetching) {
    return (
      <InlineProgress
        view={null}
        label={label}
        onStop={() => void queryClient.cancelQueries({ queryKey, exact: true })}
      />
    );
  }
  if (!query.isPending) return null;
  return (
    <div className="row">
      <span className="dim sm">{label}: stopped.</span>
      <Button size="compact-sm" onClick={() => void query.refetch()}>
        Start again
      </Button>
    </div>
  );
}
