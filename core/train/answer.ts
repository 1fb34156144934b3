import { CoreError, type CoreErrorCode, type ErrorDetails } from '../errors.ts';
import type { TrainedModel } from './train.ts';

/** What a worker answers. Errors travel as data, since a thread boundary would strip their code. */
export type TrainAnswer =
  | { readonly ok: true; readonly model: TrainedModel }
  | {
      readonly ok: false;
      readonly error: {
        readonly code: CoreErrorCode;
        readonly message: string;
        readonly details: ErrorDetails;
      };
    };

/** The model, or the CoreError that the worker met. */
export function unwrapAnswer(answer: TrainAnswer): TrainedModel {
  if (answer.ok) return answer.model;
  const { code, message, details } = answer.error;
  throw new CoreError(code, message, { details });
}
