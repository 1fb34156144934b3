import type { ReactNode } from 'react';
import { type Failure, toFailure } from '../client/failure.ts';
import { IconAlertTriangle } from './icons.ts';
import './error-note.css';

/** An error in words, once, where it happened. Stopping on request is no error and shows nothing. */
export function ErrorNote({ error, action }: { error: unknown; action?: ReactNode }) {
  if (error === null || error === undefined) return null;
  const { code, message } = isFailure(error) ? error : toFailure(error);
  if (code === 'CANCELLED') return null;
  return (
    <div className="error-note" role="alert">
      <IconAlertTriangle size={16} aria-hidden />
      <span className="grow">{message}</span>
      {action}
    </div>
  );
}

function isFailure(error: unknown): error is Failure {
  return (
    typeof error === 'object' &&
    error !== null &&
    !(error instanceof Error) &&
    'code' in error &&
    'message' in error
  );
}
