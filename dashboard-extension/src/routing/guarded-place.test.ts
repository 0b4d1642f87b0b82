import { describe, expect, test } from 'vitest';
import { GuardedPlace, type Surroundings } from './guarded-place';

/** A browser with a history; its buttons tell where they lead at once. */
function browser(begin = '/app/rules/new', state: unknown = null) {
  const entries = [{ address: begin, state }];
  let here = 0;
  let hear = () => {};
  const url = () => new URL(entries[here]?.address ?? '', 'https://shop.example.com');
  const around: Surroundings = {
    history: {
      get state() {
        return entries[here]?.state;
      },
      pushState: (state: unknown, _title, to) => {
        entries.splice(here + 1, entries.length, { address: String(to), state });
        here += 1;
      },
      replaceState: (state: unknown, _title, to) => {
        entries[here] = { address: to ? String(to) : url().pathname + url().search, state };
      },
      go: (steps = 0) => {
        here += steps;
        hear();
      },
    },
    location: {
      get pathname() {
        return url().pathname;
      },
      get search() {
        return url().search;
      },
      get href() {
        return url().href;
      },
    },
    addEventListener: (_name, listener) => {
      hear = listener;
    },
    removeEventListener: () => {
      hear = () => {};
    },
  };
  const place = new GuardedPlace(around);
  const stop = place.start();
  return {
    place,
    stop,
    entries,
    button: (steps: number) => around.history.go(steps),
    followHash: () => {
      entries.splice(here + 1, entries.length, { address: url().pathname + url().search, state: null });
      around.history.go(1);
    },
    /** What the screen shows, and what the address says. */
    seen: () => [place.path() + place.search(), url().pathname + url().search],
  };
}

function discard(place: GuardedPlace) {
  const question = place.question();
  question?.close();
  question?.discard();
}

describe('with nothing unsaved', () => {
  test('addresses and buttons lead where they say', () => {
    const { place, button, seen } = browser('/app/customers');
    place.navigate('/app/rules?after=x');
    expect(seen()).toEqual(['/app/rules?after=x', '/app/rules?after=x']);
    button(-1);
    expect(seen()).toEqual(['/app/customers', '/app/customers']);
    button(1);
    expect(seen()).toEqual(['/app/rules?after=x', '/app/rules?after=x']);
    expect(place.question()).toBeNull();
  });

  test('what stands in the place of an address adds no entry', () => {
    const { place, entries, button, seen } = browser('/app/customers');
    place.navigate('/app/rules');
    place.navigate('/app/rules/7', { replace: true });
    expect(entries.map(({ address }) => address)).toEqual(['/app/customers', '/app/rules/7']);
    button(-1);
    expect(seen()).toEqual(['/app/customers', '/app/customers']);
  });

  test('who looks is told of every change, and no more after leaving', () => {
    const { place, button } = browser();
    const told: string[] = [];
    const leave = place.subscribe(() => told.push(place.path()));
    place.navigate('/app/groups');
    button(-1);
    leave();
    place.navigate('/app/holds');
    expect(told).toEqual(['/app/groups', '/app/rules/new']);
  });

  test('once stopped, the buttons are not followed', () => {
    const { place, button, stop } = browser('/app/customers');
    place.navigate('/app/rules');
    stop();
    button(-1);
    expect(place.path()).toBe('/app/rules');
  });
});

describe('with something unsaved', () => {
  test('an address waits for the answer; staying changes nothing', () => {
    const { place, entries, seen } = browser();
    place.hold();
    place.navigate('/app/groups');
    expect(seen()).toEqual(['/app/rules/new', '/app/rules/new']);
    place.question()?.close();
    expect(place.question()).toBeNull();
    expect(entries).toHaveLength(1);
  });

  test('when it may be lost, it leads there', () => {
    const { place, seen } = browser();
    place.hold();
    place.navigate('/app/groups');
    discard(place);
    expect(place.question()).toBeNull();
    expect(seen()).toEqual(['/app/groups', '/app/groups']);
  });

  test.each([-1, -2])('the button that led back by %i is taken back, and followed when it may', (steps) => {
    const { place, button, seen } = browser('/app/customers');
    place.navigate('/app/groups');
    place.navigate('/app/rules/new');
    const there = steps === -1 ? '/app/groups' : '/app/customers';
    const saved = place.hold();
    button(steps);
    expect(seen()).toEqual(['/app/rules/new', '/app/rules/new']);
    discard(place);
    expect(seen()).toEqual([there, there]);
    saved();
    button(-steps);
    expect(seen()).toEqual(['/app/rules/new', '/app/rules/new']);
  });

  test('forth is asked about like back', () => {
    const { place, button, seen } = browser('/app/customers');
    place.navigate('/app/groups');
    button(-1);
    place.hold();
    button(1);
    expect(seen()).toEqual(['/app/customers', '/app/customers']);
    discard(place);
    expect(seen()).toEqual(['/app/groups', '/app/groups']);
  });

  test('who stayed is asked again the next time', () => {
    const { place, button, seen } = browser('/app/customers');
    place.navigate('/app/rules/new');
    place.hold();
    button(-1);
    place.question()?.close();
    button(-1);
    expect(place.question()).not.toBeNull();
    expect(seen()).toEqual(['/app/rules/new', '/app/rules/new']);
  });

  test('who left is asked again when something else is unsaved', () => {
    const { place, button, seen } = browser('/app/customers');
    place.navigate('/app/groups');
    place.navigate('/app/rules/new');
    place.hold();
    button(-1);
    discard(place);
    button(-1);
    expect(place.question()).not.toBeNull();
    expect(seen()).toEqual(['/app/groups', '/app/groups']);
  });

  test('another page of a list on the same screen loses nothing', () => {
    const { place, button, seen } = browser('/app/groups/7');
    place.hold();
    place.navigate('/app/groups/7?members-after=x');
    expect(place.question()).toBeNull();
    button(-1);
    expect(place.question()).toBeNull();
    expect(seen()).toEqual(['/app/groups/7', '/app/groups/7']);
  });

  test("the app's own doing after saving is not asked about", () => {
    const { place } = browser();
    place.hold();
    place.navigate('/app/rules/7', { replace: true });
    expect([place.question(), place.path()]).toEqual([null, '/app/rules/7']);
  });

  test('saved, nobody is asked', () => {
    const { place } = browser();
    const one = place.hold();
    const other = place.hold();
    one();
    one();
    place.navigate('/app/groups');
    place.question()?.close();
    other();
    place.navigate('/app/groups');
    expect([place.question(), place.path()]).toEqual([null, '/app/groups']);
  });

  test('what leads out of the app waits likewise', () => {
    const { place } = browser();
    const done: string[] = [];
    const saved = place.hold();
    place.leave(() => done.push('one'));
    place.question()?.close();
    place.leave(() => done.push('two'));
    discard(place);
    saved();
    place.leave(() => done.push('three'));
    expect(done).toEqual(['two', 'three']);
  });
});

test('a link to a part of the page is an entry like others', () => {
  const { place, button, followHash, seen } = browser('/app/customers');
  place.navigate('/app/rules/new');
  place.hold();
  followHash();
  expect(place.question()).toBeNull();
  button(-2);
  expect(seen()).toEqual(['/app/rules/new', '/app/rules/new']);
  discard(place);
  expect(seen()).toEqual(['/app/customers', '/app/customers']);
});

test('loaded anew, it knows how many entries lie before', () => {
  const { entries, place } = browser('/app/rules/new', { at: 3 });
  place.navigate('/app/groups');
  expect(entries.map(({ state }) => state)).toEqual([{ at: 3 }, { at: 4 }]);
});
