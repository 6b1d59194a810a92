/**
 * The library is 350 modules, a sixth of what a process takes to start, and most processes never meet a passkey: it is loaded with the first
 * one.
 */
export const webauthn = () => import('@simplewebauthn/server');
export const webauthnHelpers = () => import('@simplewebauthn/server/helpers');
