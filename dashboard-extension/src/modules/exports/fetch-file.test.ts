import { expect, test } from 'vitest';
import { bytesOf, fetchFile } from './fetch-file';

const base64 = (...bytes: number[]) => btoa(String.fromCharCode(...bytes));
const PIECES = [base64(0xef, 0xbb, 0xbf), base64(0, 255), base64(10)];
const going = () => true;

test('pieces are put together byte by byte, in their order, and each is told', async () => {
  const told: number[] = [];
  const asked: number[] = [];
  const ask = (number: number) => {
    asked.push(number);
    return Promise.resolve(PIECES[number] ?? null);
  };
  const file = await fetchFile(3, ask, (done) => told.push(done) > 0);
  expect([...new Uint8Array((await file?.arrayBuffer()) ?? new ArrayBuffer(0))]).toEqual([
    0xef, 0xbb, 0xbf, 0, 255, 10,
  ]);
  expect([asked, told]).toEqual([
    [0, 1, 2],
    [1, 2, 3],
  ]);
});

test('nothing comes of a file that went meanwhile', async () => {
  const ask = (number: number) => Promise.resolve(number === 1 ? null : (PIECES[number] ?? null));
  expect(await fetchFile(3, ask, going)).toBeNull();
});

test('when it is stopped no further piece is asked for', async () => {
  const asked: number[] = [];
  const ask = (number: number) => {
    asked.push(number);
    return Promise.resolve(PIECES[number] ?? null);
  };
  expect(await fetchFile(3, ask, (done) => done < 2)).toBeNull();
  expect(asked).toEqual([0, 1]);
});

test('bytes are what they were', () => {
  expect([...bytesOf(base64(0, 127, 128, 255))]).toEqual([0, 127, 128, 255]);
});
