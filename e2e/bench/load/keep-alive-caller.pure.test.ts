import { expect, test } from 'vitest';
import { readAnswer } from './keep-alive-caller.ts';

const body = '{"name":"Păstârnac"}';
const answer = Buffer.from(
  `HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
);

test('an answer is read when it is whole, and not before, wherever the network cuts it', () => {
  for (let length = 0; length < answer.length; length++) {
    expect(readAnswer(answer.subarray(0, length))).toBeUndefined();
  }
  expect(readAnswer(answer)).toEqual({ status: 201, body: Buffer.from(body) });
});

test('an answer that does not say its length cannot be measured', () => {
  expect(() => readAnswer(Buffer.from('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n'))).toThrow(
    'without content-length',
  );
});
