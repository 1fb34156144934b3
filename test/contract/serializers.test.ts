import { StandardRPCJsonSerializer } from '@orpc/client/standard';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { jsonSerializers } from '../../core/contract/serializers.ts';

const serializer = new StandardRPCJsonSerializer({ customJsonSerializers: jsonSerializers });

/** Through the serializer and through JSON text, as every link does it. */
function travel(value: unknown): unknown {
  const [json, meta] = serializer.serialize(value);
  const wire = JSON.parse(JSON.stringify({ json, meta }));
  return serializer.deserialize(wire.json, wire.meta);
}

describe('values that JSON has no form for', () => {
  test('a Float64Array arrives bit for bit, NaN, infinities and negative zero included', () => {
    const sent = new Float64Array([
      0.1,
      -0,
      Number.NaN,
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
      5e-324,
    ]);
    const arrived = travel({ curve: { threshold: sent } });
    expect(arrived).toEqual({ curve: { threshold: sent } });
  });

  test('every kind of typed array keeps its kind and its values', () => {
    const sent = [
      new Float32Array([1.5, -2]),
      new Int32Array([-1, 2147483647]),
      new Uint32Array([0, 4294967295]),
      new Uint8Array([0, 255]),
      new Float64Array(0),
    ];
    expect(travel(sent)).toEqual(sent);
  });

  test('a view into a larger buffer sends only what it shows', () => {
    const whole = new Float64Array([1, 2, 3, 4]);
    expect(travel(whole.subarray(1, 3))).toEqual(new Float64Array([2, 3]));
  });

  test('an array longer than one chunk arrives whole', () => {
    const sent = Float64Array.from({ length: 50_000 }, (_, i) => i / 7);
    expect(travel(sent)).toEqual(sent);
  });

  test('numbers that are not finite stay what they are, also as cells', () => {
    const sent = {
      rows: [[Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1, null, 'Infinity']],
    };
    expect(travel(sent)).toEqual(sent);
  });

  test('any list of doubles arrives as it was sent', () => {
    fc.assert(
      fc.property(fc.float64Array(), (array) => {
        expect(travel(array)).toEqual(array);
      }),
      { numRuns: 200 },
    );
  });
});
