import { describe, expect, it } from 'vitest';
import { MAX_NOTE, noteFault, roomLeft } from './note-text';

describe('noteFault', () => {
  it.each(['', ' ', '\n\t　'])('finds nothing in %j', (typed) => {
    expect(noteFault(typed)).toBe('note_empty');
  });

  it('counts characters, not their halves, and not the spaces around', () => {
    expect(noteFault(` ${'𠮷'.repeat(MAX_NOTE)}\n`)).toBeUndefined();
    expect(noteFault('𠮷'.repeat(MAX_NOTE + 1))).toBe('note_long');
    expect(noteFault('x')).toBeUndefined();
  });
});

describe('roomLeft', () => {
  it('is told when it gets narrow', () => {
    expect(roomLeft('x'.repeat(MAX_NOTE - 201))).toBeUndefined();
    expect(roomLeft('x'.repeat(MAX_NOTE - 200))).toBe(200);
    expect(roomLeft('x'.repeat(MAX_NOTE + 3))).toBe(-3);
  });
});
