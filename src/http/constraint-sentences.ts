/**
 * class-validator's constraints in Chinese, by constraint name; arguments are those of the decorator. The sentence goes into
 * INVALID_FIELD's `{reason}`. A test compares the table with every constraint in use.
 */
export const CONSTRAINT_SENTENCES: Record<string, (...args: unknown[]) => string> = {
  isString: () => '应为文字',
  isInt: () => '应为整数',
  isNumber: () => '应为数字',
  isBoolean: () => '应为 true 或 false',
  isArray: () => '应为列表',
  isObject: () => '应为对象',
  isEnum: (_, allowed) => `只能是：${list(allowed)}`,
  isIn: (allowed) => `只能是：${list(allowed)}`,
  isUuid: () => '不是有效的编号',
  isEmail: () => '不是有效的电子邮箱',
  isUrl: () => '不是有效的网址',
  isDateString: () => '应为 2027-02-28 这样的日期',
  isIso8601: () => '应为 2027-02-28T09:00:00+08:00 这样的时间',
  isRFC3339: () => '应为 2027-02-28T09:00:00+08:00 这样的时间',
  isNotEmpty: () => '不能为空',
  isDefined: () => MISSING,
  equals: (value) => `只能是 ${String(value)}`,
  matches: (pattern) => (String(pattern) === String(/\S/) ? '不能为空' : '格式不对'),
  min: (least) => `不能小于 ${String(least)}`,
  max: (most) => `不能大于 ${String(most)}`,
  isPositive: () => '应大于 0',
  minLength: (least) => `至少 ${String(least)} 个字`,
  maxLength: (most) => `最多 ${String(most)} 个字`,
  isLength: (least, most) => `应为 ${String(least)} 至 ${String(most ?? '不限')} 个字`,
  arrayMinSize: (least) => `至少 ${String(least)} 项`,
  arrayMaxSize: (most) => `最多 ${String(most)} 项`,
  arrayNotEmpty: () => '至少 1 项',
  arrayUnique: () => '有重复的项',
  nestedValidation: () => '结构不对',
  unknownValue: () => '内容不对',
};

/** Whatever the rule: there is nothing at all. */
export const MISSING = '不能缺少';

/** For a constraint the table does not know: still Chinese, still no English text of a library. */
export const UNKNOWN_CONSTRAINT = '内容不符合要求';

function list(allowed: unknown): string {
  const values = Array.isArray(allowed) ? allowed : Object.values((allowed ?? {}) as object);
  return values.map(String).join('、');
}
