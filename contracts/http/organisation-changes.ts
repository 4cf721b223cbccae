import { applyDecorators } from '@nestjs/common';
import {
  POSITION_KINDS,
  type PositionKind,
  UNIT_KINDS,
  type UnitKind,
} from '../../domain/organisation/kinds.js';
import { Transform } from 'class-transformer';
import {
  BooleanField,
  ChoiceField,
  DateField,
  NestedField,
  NestedListField,
  TextField,
  UuidField,
  UuidListField,
  flag,
} from './field.js';
import { PageQuery } from './page.js';

/** What the organisation's endpoints are asked. Dates are +08:00 days, a last day is included. */
/** `?id=…&id=…`: rows of a list by their ids, for whoever has stored only those. */
const IdsField = (): PropertyDecorator =>
  applyDecorators(
    UuidListField({ max: 100, optional: true, description: '只看这几个，可以重复填写' }),
    Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? [value] : value)),
  );

export class RegionQuery extends PageQuery {
  @TextField({
    max: 12,
    optional: true,
    description: '上级代码；不填则查省级（有 q 时查全部）',
    example: '5309',
  })
  parent?: string;

  @TextField({ max: 50, optional: true, description: '名称的一部分，或代码的开头' })
  q?: string;
}

export class OnQuery {
  @DateField({ optional: true, description: '查哪一天的情况，默认今天', example: '2027-02-28' })
  on?: string;
}

export class UnitQuery extends PageQuery {
  @TextField({ max: 12, optional: true, description: '只看这个区划的单位', example: '530925' })
  region?: string;

  @ChoiceField({ choices: UNIT_KINDS, enumName: 'UnitKind', optional: true, description: '单位种类' })
  kind?: UnitKind;

  @TextField({ max: 50, optional: true, description: '名称的一部分' })
  q?: string;

  @DateField({
    optional: true,
    description: '查哪一天的情况，默认今天；在这一天存在的单位',
    example: '2027-02-28',
  })
  on?: string;

  @IdsField()
  id?: string[];
}

export class PositionQuery extends PageQuery {
  @TextField({ max: 12, optional: true, description: '只看这个区划的职务', example: '530925' })
  region?: string;

  @UuidField({ optional: true, description: '只看这个单位的职务' })
  unit?: string;

  @BooleanField({ optional: true, description: '只看领导小组；true：只看其组长、副组长、成员' })
  @flag
  leaders?: boolean;

  @TextField({ max: 50, optional: true, description: '单位名称、职务或现任姓名的一部分' })
  q?: string;

  @IdsField()
  id?: string[];
}

export class PersonQuery extends PageQuery {
  @TextField({ max: 50, optional: true, description: '姓名的一部分' })
  q?: string;
}

export class UnitCreate {
  @TextField({ max: 12, description: '行政区划代码', example: '530925' })
  regionCode!: string;

  @ChoiceField({ choices: UNIT_KINDS, enumName: 'UnitKind', description: '单位种类' })
  kind!: UnitKind;

  @TextField({ max: 100, description: '全称', example: '双江自治县水务局' })
  name!: string;

  @TextField({ max: 50, description: '简称', example: '县水务局' })
  shortName!: string;

  @DateField({ description: '设立日期', example: '2027-01-01' })
  activeFrom!: string;
}

export class UnitRename {
  @TextField({ max: 100, description: '全称' })
  name!: string;

  @TextField({ max: 50, description: '简称' })
  shortName!: string;
}

export class LastDay {
  @DateField({ description: '最后一天（含当天）', example: '2027-06-30' })
  on!: string;
}

/** 撤销, and with it where it was merged: who takes over what it owes. */
export class UnitEnd extends LastDay {
  @UuidField({ optional: true, description: '并入（接替）的单位：未办结的工作随即由它承担' })
  successorUnitId?: string;

  @TextField({ max: 200, optional: true, description: '理由；写明接替的单位时记入各项工作的过程' })
  reason?: string;
}

export class UnitSuccessor {
  @UuidField({ description: '并入（接替）的单位' })
  successorUnitId!: string;

  @TextField({ max: 200, description: '理由', example: '机构改革' })
  reason!: string;
}

export class MemberJoin {
  @UuidField({ description: '加入领导小组的单位' })
  unitId!: string;

  @DateField({ description: '自哪一天起', example: '2027-01-01' })
  from!: string;
}

export class PositionCreate {
  @ChoiceField({ choices: POSITION_KINDS, enumName: 'PositionKind', description: '职务种类' })
  kind!: PositionKind;

  @TextField({ max: 50, description: '职务名称', example: '副组长（县人武部）' })
  title!: string;
}

export class NewPerson {
  @TextField({ max: 50, description: '姓名' })
  name!: string;

  @TextField({ max: 200, optional: true, description: '电子邮箱' })
  email?: string;

  @TextField({ max: 50, optional: true, description: '电话' })
  phone?: string;
}

/** Somebody who is known already, or a new person. */
class Appointee {
  @UuidField({ optional: true, description: '已有的人；与 person 二者填其一' })
  personId?: string;

  @NestedField(() => NewPerson, { optional: true, description: '新登记的人；与 personId 二者填其一' })
  person?: NewPerson;

  @DateField({ description: '自哪一天起', example: '2027-01-01' })
  from!: string;
}

export class AppointmentCreate extends Appointee {
  @DateField({ optional: true, description: '最后一天（含当天）；未定则不填' })
  to?: string;
}

export class LiaisonChange extends Appointee {}

export class Successor {
  @UuidField({ description: '离任者的哪个职务' })
  positionId!: string;

  @UuidField({ description: '由谁接任' })
  personId!: string;
}

/** 离任: all of somebody's posts at once. */
export class DepartureBody {
  @DateField({ description: '离任日：其任职至前一日，接任者自这一天起；不晚于今天', example: '2027-03-01' })
  on!: string;

  @NestedListField(() => Successor, {
    max: 50,
    description: '各职务的接任者；名下没有未办任务的职务可以空缺',
  })
  successors!: Successor[];

  @TextField({ max: 200, description: '理由', example: '退休' })
  reason!: string;
}

export class PersonChange {
  @TextField({ max: 50, optional: true, description: '姓名；只有双拥办和系统管理员可改' })
  name?: string;

  @TextField({ max: 200, min: 0, optional: true, description: '电子邮箱；空白则清除' })
  email?: string;

  @TextField({ max: 50, min: 0, optional: true, description: '电话；空白则清除' })
  phone?: string;
}
