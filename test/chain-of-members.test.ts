/** A chain rule about members of a list, which is true of any values that depend on each other so. */
import { describe, expect, test } from 'vitest';
import { last } from './support/everyday.ts';

const tex = String.raw;
const TRUE = { verdict: 'verified', findings: [] };
const slope = (of: string, by: string): string => tex`\frac{\partial ${of}}{\partial ${by}}`;

describe('a chain rule about members', () => {
  test.each([
    tex`${slope('v_4', 't')} = ${slope('v_4', 'v_2')} \cdot ${slope('v_2', 't')}`,
    tex`${slope('v_4', 't')} = ${slope('v_4', 'v_2')} ${slope('v_2', 'v_1')} ${slope('v_1', 't')}`,
    tex`${slope('E', 'a^{(k)}')} = ${slope('E', 'a^{(k+1)}')} \cdot ${slope('a^{(k+1)}', 'a^{(k)}')}`,
  ])('%s', (claim) => {
    expect(last(`The slopes are multiplied along the way: $$${claim}$$`)).toEqual(TRUE);
  });
  test.each([
    // Another link, a missing one, one too many, another factor.
    tex`${slope('v_4', 't')} = ${slope('v_4', 'v_2')} \cdot ${slope('v_3', 't')}`,
    tex`${slope('v_4', 't')} = ${slope('v_4', 'v_2')}`,
    tex`${slope('v_4', 't')} = ${slope('v_3', 'v_2')} \cdot ${slope('v_2', 't')}`,
    tex`${slope('v_4', 't')} = 2 ${slope('v_4', 'v_2')} \cdot ${slope('v_2', 't')}`,
    tex`${slope('v_4', 't')} = ${slope('v_4', 'v_2')} + ${slope('v_2', 't')}`,
    tex`${slope('E', 'a^{(k)}')} = ${slope('E', 'a^{(k+1)}')} \cdot ${slope('a^{(k)}', 'a^{(k+1)}')}`,
    // Where i is j, it says nothing.
    tex`${slope('E', 'a_i')} = ${slope('E', 'a_j')} \cdot ${slope('a_i', 'a_j')}`,
  ])('%s', (claim) => {
    expect(last(`The slopes are multiplied along the way: $$${claim}$$`).verdict).not.toBe('verified');
  });
});

describe('a chain of three links or more', () => {
  test.each([
    tex`${slope('y', 't')} = ${slope('y', 'u')} ${slope('u', 's')} ${slope('s', 't')}`,
    tex`${slope('J', 'p')} = ${slope('J', 'z')} \cdot ${slope('z', 'u')} \cdot ${slope('u', 's')} \cdot ${slope('s', 'p')}`,
    tex`${slope('J', 't')} = ${slope('J', 'u')} ${slope('u', 's')} ${slope('s', 't')} + ${slope('J', 'v')} ${slope('v', 's')} ${slope('s', 't')}`,
  ])('%s', (claim) => {
    expect(last(`By the chain rule, $$${claim}.$$`)).toEqual(TRUE);
  });
  test.each([
    tex`${slope('y', 't')} = ${slope('y', 'u')} ${slope('u', 's')} ${slope('t', 's')}`,
    tex`${slope('y', 't')} = ${slope('y', 'u')} ${slope('u', 's')}`,
    tex`${slope('y', 't')} = ${slope('y', 'u')} + ${slope('u', 's')} + ${slope('s', 't')}`,
    tex`${slope('J', 't')} = ${slope('J', 'u')} ${slope('u', 's')} ${slope('s', 't')} - ${slope('J', 'v')} ${slope('v', 's')} ${slope('s', 't')}`,
  ])('%s', (claim) => {
    expect(last(`By the chain rule, $$${claim}.$$`).verdict).not.toBe('verified');
  });
  test.each([
    // The same variable directly as well, as those write it who tell d from ∂.
    tex`\frac{dJ}{dt} = ${slope('J', 'u')} \frac{du}{ds} \frac{ds}{dt} + ${slope('J', 't')}`,
    tex`${slope('J', 'a')} = ${slope('J', 'b')} ${slope('b', 'c')} ${slope('c', 'a')} ${slope('a', 'b')}`,
  ])('no accusation of %s', (claim) => {
    expect(last(`By the chain rule, $$${claim}.$$`).findings).toEqual([]);
  });
});

describe('with a sign for slopes', () => {
  const said = tex`For each node, $\dot{v}_i = \partial v_i / \partial t$ is its slope.`;
  test('each of them is one', () => {
    expect(last(tex`${said} $$\dot{v}_4 = ${slope('v_4', 'v_2')} \dot{v}_2$$`)).toEqual(TRUE);
  });
  test.each([
    tex`\dot{v}_4 = ${slope('v_4', 'v_2')} \dot{v}_3`,
    tex`\dot{v}_4 = ${slope('v_2', 'v_4')} \dot{v}_2`,
    tex`\dot{v}_4 = ${slope('v_4', 'v_2')} \dot{v}_2^2`,
  ])('%s', (claim) => {
    expect(last(`${said} $$${claim}$$`).verdict).not.toBe('verified');
  });
  test('what a member is made of counts', () => {
    const node = tex`Here $v_4 = v_2 v_3$.`;
    expect(last(tex`${said} ${node} $$\dot{v}_4 = ${slope('v_4', 'v_2')} \dot{v}_2$$`).verdict).not.toBe('verified');
  });
});
