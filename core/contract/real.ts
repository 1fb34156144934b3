import { z } from 'zod';

/** Any double: unlike z.number(), NaN and the infinities as well. */
export const real = z.custom<number>((value) => typeof value === 'number', 'expected a number');
