import type { ProfileContext } from './detector.ts';

/**
 * Wraps work that several detectors need so that it is done once per profile, when first asked for, and forgotten
 * with its context. A failure is kept too: whoever asks again gets the same rejection.
 */
export function perContext<T>(
  work: (context: ProfileContext) => Promise<T>,
): (context: ProfileContext) => Promise<T> {
  const known = new WeakMap<ProfileContext, Promise<T>>();
  return (context) => {
    const found = known.get(context) ?? work(context);
    known.set(context, found);
    return found;
  };
}
