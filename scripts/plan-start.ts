/** What decides between the desktop app and the browser host. */
export interface StartFacts {
  readonly platform: NodeJS.Platform;
  readonly display: string | undefined;
  readonly isRoot: boolean;
  readonly runtime: { readonly executable: string } | { readonly reason: string };
}

export type StartPlan =
  | { readonly kind: 'desktop'; readonly executable: string }
  | { readonly kind: 'browser'; readonly why: string };

/** The desktop app where it can run, else the browser host with one line that says why. */
export function planStart({ platform, display, isRoot, runtime }: StartFacts): StartPlan {
  if ('reason' in runtime) {
    return browser(`Electron's runtime is not here and could not be downloaded (${runtime.reason})`);
  }
  if (platform === 'linux' && !display) return browser('There is no display for the desktop app');
  if (platform === 'linux' && isRoot) {
    return browser('The desktop app keeps its sandbox, which root cannot have');
  }
  return { kind: 'desktop', executable: runtime.executable };
}

function browser(cause: string): StartPlan {
  return { kind: 'browser', why: `${cause}: opening Assay in the browser instead.` };
}
