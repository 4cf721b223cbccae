import 'reflect-metadata';
import { expect, test } from '@jest/globals';
import { getMetadataStorage } from 'class-validator';
import {
  ChoiceField,
  NestedListField,
  TextField,
  IntegerField,
  UuidField,
} from '../../contracts/http/field.js';
import { PageQuery } from '../../contracts/http/page.js';
import { CONSTRAINT_SENTENCES } from '../../src/http/constraint-sentences.js';
import { type InvalidRequest, validationPipe } from '../../src/http/validation.js';
// All of the API's classes, so that their rules are known here.
import '../../src/app.module.js';

class Item {
  @TextField({ max: 3, description: '事项名称；一句话说清' })
  title!: string;

  @UuidField({ description: '提出单位' })
  unitId!: string;
}
class Body {
  @NestedListField(() => Item, { min: 1, max: 2, description: '事项：按报送的先后' })
  items!: Item[];

  @IntegerField({ min: 1, max: 9, optional: true, description: '件数' })
  count?: number;

  @ChoiceField({
    choices: ['army', 'locality'],
    labels: { army: '部队', locality: '地方' },
    optional: true,
    description: '需求方',
  })
  side?: string;
}

async function problems(value: unknown, metatype: new () => object = Body) {
  try {
    await validationPipe().transform(value, { type: 'body', metatype });
  } catch (error) {
    return (error as InvalidRequest).errors.map(({ field, code, detail }) => `${field} ${code} ${detail}`);
  }
  return [];
}

const UNIT = '2f3b8cc0-8a3a-4d5e-9a0e-0d8c0d1d2e3f';

test('every wrong field is named with its path, what people call it, and a Chinese reason', async () => {
  expect(
    await problems({
      items: [
        { title: '四个字了', unitId: UNIT },
        { title: ' ', unitId: 'x', more: 1 },
      ],
      count: 10,
      side: 'both',
      other: 1,
    }),
  ).toEqual([
    'other UNKNOWN_FIELD 不认识的字段“other”。',
    'items[0].title INVALID_FIELD “事项第 1 项的事项名称”填写有误：最多 3 个字。',
    'items[1].more UNKNOWN_FIELD 不认识的字段“items[1].more”。',
    'items[1].title INVALID_FIELD “事项第 2 项的事项名称”填写有误：不能为空。',
    'items[1].unitId INVALID_FIELD “事项第 2 项的提出单位”填写有误：不是有效的编号。',
    'count INVALID_FIELD “件数”填写有误：不能大于 9。',
    'side INVALID_FIELD “需求方”填写有误：只能是：army 部队、locality 地方。',
  ]);
});

test('lists have bounds, and are lists of objects', async () => {
  expect(await problems({ items: [] })).toEqual(['items INVALID_FIELD “事项”填写有误：至少 1 项。']);
  expect(await problems({ items: 'a' })).toHaveLength(1);
  expect(await problems({ items: ['a'] })).toHaveLength(1);
  expect(await problems({})).toHaveLength(1);
});

test('a body that is no object is refused', async () => {
  for (const value of ['text', 1, null, undefined]) expect(await problems(value)).not.toEqual([]);
});

test('a page query has a default and bounds', async () => {
  const query = await validationPipe().transform({ limit: '50' }, { type: 'query', metatype: PageQuery });
  expect(query).toMatchObject({ limit: 50 });
  expect(await validationPipe().transform({}, { type: 'query', metatype: PageQuery })).toMatchObject({
    limit: 20,
  });
  for (const limit of ['0', '101', '1.5', 'x', '', '1e2x'])
    expect(await problems({ limit }, PageQuery)).toHaveLength(1);
});

test('every rule in use has its sentence', () => {
  const storage = getMetadataStorage() as unknown as {
    validationMetadatas: Map<unknown, { name?: string; type: string; message?: unknown }[]>;
  };
  const used = [...storage.validationMetadatas.values()].flat().flatMap((rule) => {
    // A rule with words of its own (src/config) needs none here.
    if (
      rule.message !== undefined ||
      rule.type === 'conditionalValidation' ||
      rule.type === 'whitelistValidation'
    )
      return [];
    return [rule.type === 'customValidation' ? rule.name : rule.type];
  });
  expect(used.length).toBeGreaterThan(20);
  expect([...new Set(used)].filter((name) => name === undefined || !(name in CONSTRAINT_SENTENCES))).toEqual(
    [],
  );
});
