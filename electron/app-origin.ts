/** The one origin that windows show: a scheme of our own, so that no page is a file and no port is open. */
export const appScheme = 'assay';
export const appOrigin = 'assay://app';
export const appUrl = `${appOrigin}/`;

/** Privileges of the scheme: an origin as with https, with fetch; no service workers, no way round the CSP. */
export const appSchemePrivileges = {
  scheme: appScheme,
  privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true },
} as const;

/** True for a URL of the app's own origin. Unparsable text is not. */
export function isAppUrl(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, host, username, password, port } = new URL(url);
  return `${protocol}//${host}` === appOrigin && username + password + port === '';
}
