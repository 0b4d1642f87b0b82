import type { CombinedError } from 'urql';

/** Why an answer did not come, as far as it matters to who asked. */
export type Fault = 'forbidden' | 'signed-out' | 'unreachable' | 'refused' | 'broken';

/** What Saleor says of a token that is over. */
const OVER = new Set<unknown>([
  'ExpiredSignatureError',
  'InvalidSignatureError',
  'InvalidTokenError',
  'DecodeError',
]);

/** Tell what kind of fault it is; null when there is none. */
export function faultOf(error: CombinedError | undefined): Fault | null {
  if (!error) return null;
  const response = error.response as Response | undefined;
  const codes = error.graphQLErrors.map((one) => codeOf(one.extensions));
  if (response?.status === 401 || codes.some((code) => OVER.has(code))) return 'signed-out';
  if (codes.includes('PermissionDenied')) {
    return response?.status === 403 && error.graphQLErrors.some((one) => one.message.includes('CSRF'))
      ? 'signed-out'
      : 'forbidden';
  }
  if (error.graphQLErrors.length > 0) return response?.status === 413 ? 'refused' : 'broken';
  return error.networkError ? 'unreachable' : 'broken';
}

function codeOf(extensions: Record<string, unknown>): unknown {
  return (extensions['exception'] as { code?: unknown } | undefined)?.code;
}
