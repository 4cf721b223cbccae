import { isIP } from 'node:net';
import { Transform } from 'class-transformer';
import {
  IsIn,
  IsInt,
  IsOptional,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateBy,
} from 'class-validator';

/** Each rule says in both languages what it wants; the value itself is never repeated, it may be a secret. */

const together =
  (...decorators: PropertyDecorator[]): PropertyDecorator =>
  (target, property) =>
    decorators.forEach((decorate) => decorate(target, property));

export const Whole = (lowest: number, highest: number): PropertyDecorator => {
  const message = `应为 ${lowest} 到 ${highest} 之间的整数 (a whole number from ${lowest} to ${highest})`;
  // '0x10', '1e3' and '' are numbers for JavaScript, not for a person.
  const read = Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' ? (/^\d+$/.test(value) ? Number(value) : Number.NaN) : value,
  );
  return together(read, IsInt({ message }), Min(lowest, { message }), Max(highest, { message }));
};

export const OneOf = (...values: readonly string[]): PropertyDecorator =>
  IsIn(values, { message: `应为下列之一：${values.join('、')} (one of: ${values.join(', ')})` });

export const Shaped = (pattern: RegExp, chinese: string, english: string): PropertyDecorator =>
  Matches(pattern, { message: `应为${chinese} (${english})` });

export const PostgresUrl = (): PropertyDecorator =>
  Shaped(/^postgres(ql)?:\/\/\S+$/, ' postgres:// 开头的地址', 'an address that begins with postgres://');

export const Identifier = (): PropertyDecorator =>
  Shaped(
    /^[a-z_][a-z0-9_]{0,62}$/,
    '小写字母、数字和下划线组成的名字',
    'a name of lower-case letters, digits and underscores',
  );

export const Word = (): PropertyDecorator =>
  Shaped(
    /^[A-Za-z0-9_.-]{1,200}$/,
    '字母、数字、点、横线、下划线组成的名字',
    'a name of letters, digits, dots, dashes and underscores',
  );

export const Networks = (): PropertyDecorator =>
  ValidateBy(
    {
      name: 'networks',
      validator: {
        validate: (value) =>
          String(value)
            .split(',')
            .every((network) => network === 'loopback' || isNetwork(network)),
      },
    },
    {
      message: '应为逗号分隔的地址、网段或 loopback (addresses, networks or loopback, separated by commas)',
    },
  );

function isNetwork(text: string): boolean {
  const [address = '', prefix = '0', ...rest] = text.split('/');
  const bits = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  return rest.length === 0 && /^\d+$/.test(prefix) && Number(prefix) <= bits;
}

export const Length = (lowest: number, highest: number): PropertyDecorator => {
  const message = `长度应为 ${lowest} 到 ${highest} 个字符 (${lowest} to ${highest} characters)`;
  return together(MinLength(lowest, { message }), MaxLength(highest, { message }));
};

export const Optional = IsOptional;
