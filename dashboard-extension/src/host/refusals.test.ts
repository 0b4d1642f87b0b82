import { describe, expect, test } from 'vitest';
import { load, translator } from '../i18n/translate';
import { inOneLine, ourWords } from './refusals';

const error = (code: string, field: string | null = null) => ({ code, field, message: 'In English.' });

describe('our words for a refusal', () => {
  test('the same code says other things of other things', () => {
    expect(ourWords(error('ALREADY_DONE', 'holds'), 'hold')).toEqual({
      key: 'refused_hold_closed',
      whole: true,
    });
    expect(ourWords(error('ALREADY_DONE', 'marks'), 'mark_end')).toEqual({
      key: 'refused_mark_ended',
      whole: true,
    });
  });

  test('the field goes before the code alone', () => {
    expect(ourWords(error('ALREADY_DONE', 'owner'), 'assign')?.key).toBe('refused_hold_owner');
    expect(ourWords(error('ALREADY_DONE', 'holds'), 'assign')?.key).toBe('refused_hold_closed');
    expect(ourWords(error('NOT_FOUND', 'group'), 'group')?.key).toBe('refused_group_gone');
  });

  test('what happens everywhere is said everywhere', () => {
    expect(ourWords(error('BUSY'))?.key).toBe('code_BUSY');
    expect(ourWords(error('BUSY'), 'hold')?.key).toBe('refused_order_busy');
    expect(ourWords(error('TOO_MANY', 'customers'), 'label')).toEqual({ key: 'code_TOO_MANY', whole: true });
  });

  test('where only the server knows which it is, its text stays', () => {
    expect(ourWords(error('CONFLICT'))).toEqual({ key: 'code_CONFLICT', whole: false });
    expect(ourWords(error('INVALID', 'note'), 'hold')).toBeNull();
  });

  test('in one line', async () => {
    await load('ja');
    const t = translator('ja');
    expect(inOneLine(error('ALREADY_DONE'), t)).toBe('すでにそのようになっています。');
    expect(inOneLine(error('INVALID', 'note'), t)).toBe('In English.');
  });
});
