import { CombinedError } from '@urql/core';
import { GraphQLError } from 'graphql';
import { describe, expect, test } from 'vitest';
import { faultOf } from './faults';

const denied = (message = 'No.') =>
  new GraphQLError(message, { extensions: { exception: { code: 'PermissionDenied' } } });

describe('faultOf', () => {
  test('no error is no fault', () => {
    expect(faultOf(undefined)).toBeNull();
  });

  test('a lacking permission is told from a lost session', () => {
    expect(faultOf(new CombinedError({ graphQLErrors: [denied()] }))).toBe('forbidden');
    expect(faultOf(new CombinedError({ graphQLErrors: [denied()], response: { status: 401 } }))).toBe(
      'signed-out',
    );
    const csrf = denied('The request lacks the CSRF token of the session.');
    expect(faultOf(new CombinedError({ graphQLErrors: [csrf], response: { status: 403 } }))).toBe(
      'signed-out',
    );
  });

  test('a token of Saleor that is over, in an answer like any other', () => {
    const over = new GraphQLError('Signature has expired', {
      extensions: { exception: { code: 'ExpiredSignatureError' } },
    });
    expect(faultOf(new CombinedError({ graphQLErrors: [over], response: { status: 200 } }))).toBe(
      'signed-out',
    );
  });

  test('a server that does not answer, or answers with a fault of its own', () => {
    expect(faultOf(new CombinedError({ networkError: new Error('refused') }))).toBe('unreachable');
    expect(faultOf(new CombinedError({ graphQLErrors: [new GraphQLError('x')] }))).toBe('broken');
    expect(
      faultOf(new CombinedError({ graphQLErrors: [new GraphQLError('x')], response: { status: 413 } })),
    ).toBe('refused');
  });
});
