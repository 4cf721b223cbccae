import { applyDecorators } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNotEmpty,
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

export const UuidListField = ({
  min = 0,
  max,
  ...field
}: Field & { min?: number; max: number }): PropertyDecorator =>
  documented(
    field,
    { type: [String], format: 'uuid', minItems: min, maxItems: max },
    IsArray(),
    ArrayMinSize(min),
    ArrayMaxSize(max),
    ArrayUnique(),
    IsUUID(undefined, { each: true }),
  );

/** Texts of at most `each` characters, every one once; none is blank. */
export const TextListField = ({
  min = 0,
  max,
  each,
  ...field
}: Field & { min?: number; max: number; each: number }): PropertyDecorator =>
  documented(
    field,
    { type: [String], minItems: min, maxItems: max },
    IsArray(),
    ArrayMinSize(min),
    ArrayMaxSize(max),
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

export const BooleanField = (field: Field = {}): PropertyDecorator =>
  documented(field, { type: Boolean }, IsBoolean());

export const ChoiceField = ({
  choices,
  enumName,
  ...field
}: Field & { choices: readonly string[]; enumName?: string }): PropertyDecorator =>
  documented(
    field,
    { enum: [...choices], ...(enumName === undefined ? {} : { enumName }) } as ApiPropertyOptions,
    IsIn(choices),
  );

/** A day of the civil calendar; existence (02-29) is the service's to check with `parseCivilDate`. */
export const DateField = (field: Field = {}): PropertyDecorator =>
  documented(field, { type: String, format: 'date' }, IsString(), Matches(/^\d{4}-\d{2}-\d{2}$/));

/** Days of the civil calendar, each once; existence as with `DateField`. */
export const DateListField = ({
  min = 0,
  max,
  ...field
}: Field & { min?: number; max: number }): PropertyDecorator =>
  documented(
    field,
    { type: [String], format: 'date', minItems: min, maxItems: max },
    IsArray(),
    ArrayMinSize(min),
    ArrayMaxSize(max),
    IsString({ each: true }),
    Matches(/^\d{4}-\d{2}-\d{2}$/, { each: true }),
  );

export const NestedField = (type: () => new () => object, field: Field = {}): PropertyDecorator =>
  documented(field, { type }, Type(type), ValidateNested());

export const NestedListField = (
  type: () => new () => object,
  { min = 0, max, ...field }: Field & { min?: number; max: number },
): PropertyDecorator =>
  documented(
    field,
    { type, isArray: true, minItems: min, maxItems: max } as ApiPropertyOptions,
    Type(type),
    IsArray(),
    ArrayMinSize(min),
    ArrayMaxSize(max),
    ValidateNested({ each: true }),
  );
