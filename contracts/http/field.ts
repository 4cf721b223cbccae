import { applyDecorators } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsNumber,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateNested,
} from 'class-validator';

/** Documentation and checks of a field in one decorator, so that the API document cannot disagree with what is checked. */
interface Field {
  /** Its first clause is what people call the field, in forms as in refusals: “牵头单位；送审前必填”. */
  description?: string;
  example?: unknown;
  /** May be left out. (`null` is treated as left out.) */
  optional?: boolean;
}

const documented = (
  { optional, ...rest }: Field,
  shape: ApiPropertyOptions,
  ...checks: PropertyDecorator[]
) =>
  applyDecorators(
    ApiProperty({ ...shape, ...rest, required: optional !== true } as ApiPropertyOptions),
    ...(optional === true ? [IsOptional()] : []),
    ...checks,
  );

/** A text of `min` (default 1) to `max` characters; not blank unless `min` is 0. */
export const TextField = ({
  min = 1,
  max,
  ...field
}: Field & { min?: number; max: number }): PropertyDecorator =>
  documented(
    field,
    { type: String, minLength: min, maxLength: max },
    IsString(),
    MinLength(min),
    MaxLength(max),
    ...(min > 0 ? [IsNotEmpty(), Matches(/\S/)] : []),
  );

export const UuidField = (field: Field = {}): PropertyDecorator =>
  documented(field, { type: String, format: 'uuid' }, IsUUID());

/** `min` (default 0) to `max` of them. */
type List = Field & { min?: number; max: number };

const listed = (
  { min = 0, max, ...field }: List,
  shape: ApiPropertyOptions,
  ...checks: PropertyDecorator[]
): PropertyDecorator =>
  documented(
    field,
    { ...shape, minItems: min, maxItems: max },
    IsArray(),
    ArrayMinSize(min),
    ArrayMaxSize(max),
    ...checks,
  );

export const UuidListField = (list: List): PropertyDecorator =>
  listed(list, { type: [String], format: 'uuid' }, ArrayUnique(), IsUUID(undefined, { each: true }));

/** Texts of at most `each` characters, every one once; none is blank. */
export const TextListField = ({ each, ...list }: List & { each: number }): PropertyDecorator =>
  listed(
    list,
    { type: [String] },
    ArrayUnique(),
    IsString({ each: true }),
    MaxLength(each, { each: true }),
    Matches(/\S/, { each: true }),
  );

/** A whole number; texts of digits count in a query string. */
export const IntegerField = ({
  min,
  max,
  ...field
}: Field & { min: number; max: number }): PropertyDecorator =>
  documented(
    field,
    { type: 'integer', minimum: min, maximum: max },
    Type(() => Number),
    IsInt(),
    Min(min),
    Max(max),
  );

/** Points in tenths at the finest; the most that can be given is the service's to check. */
export const PointsField = ({ max, ...field }: Field & { max: number }): PropertyDecorator =>
  documented(
    field,
    { type: Number, minimum: 0, maximum: max, multipleOf: 0.1 },
    IsNumber({ maxDecimalPlaces: 1 }),
    Min(0),
    Max(max),
  );

export const BooleanField = (field: Field = {}): PropertyDecorator =>
  documented(field, { type: Boolean }, IsBoolean());

/** Of a query, where everything is text. */
export const flag = Transform(({ value }: { value: unknown }) =>
  value === 'true' ? true : value === 'false' ? false : value,
);

/** @param labels what people call the choices; may also stand in the description, as “present 出席，absent 请假” */
export const ChoiceField = ({
  choices,
  enumName,
  labels,
  ...field
}: Field & {
  choices: readonly string[];
  enumName?: string;
  labels?: Readonly<Record<string, string | { label: string }>>;
}): PropertyDecorator =>
  documented(
    field,
    {
      enum: [...choices],
      ...(enumName === undefined ? {} : { enumName }),
      ...(labels === undefined ? {} : { 'x-labels': labelsOf(choices, labels) }),
    } as ApiPropertyOptions,
    IsIn(choices),
  );

/** Some of the choices, each once. */
export const ChoiceListField = ({
  choices,
  labels,
  ...field
}: Field & {
  choices: readonly string[];
  labels: Readonly<Record<string, string>>;
}): PropertyDecorator =>
  documented(
    field,
    { enum: [...choices], isArray: true, 'x-labels': labels } as ApiPropertyOptions,
    IsArray(),
    ArrayUnique(),
    IsIn(choices, { each: true }),
  );

function labelsOf(choices: readonly string[], labels: Readonly<Record<string, string | { label: string }>>) {
  const wordOf = (word: string | { label: string } | undefined) =>
    typeof word === 'object' ? word.label : word;
  return Object.fromEntries(choices.map((choice) => [choice, wordOf(labels[choice])]));
}

/** A day of the civil calendar; existence (02-29) is the service's to check with `parseCivilDate`. */
export const DateField = (field: Field = {}): PropertyDecorator =>
  documented(field, { type: String, format: 'date' }, IsString(), Matches(/^\d{4}-\d{2}-\d{2}$/));

/** Days of the civil calendar, each once; existence as with `DateField`. */
export const DateListField = (list: List): PropertyDecorator =>
  listed(
    list,
    { type: [String], format: 'date' },
    IsString({ each: true }),
    Matches(/^\d{4}-\d{2}-\d{2}$/, { each: true }),
  );

// Swagger takes a function for one that names a class later only if its name is `type`: hence the wrapping here and below.
export const NestedField = (type: () => new () => object, field: Field = {}): PropertyDecorator =>
  documented(field, { type: () => type() }, Type(type), ValidateNested());

export const NestedListField = (type: () => new () => object, list: List): PropertyDecorator =>
  listed(list, { type: () => type(), isArray: true }, Type(type), ValidateNested({ each: true }));
