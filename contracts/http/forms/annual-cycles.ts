import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsObject, IsOptional } from 'class-validator';
import {
  REMEDIES,
  type AnnualCycleFormKey,
  type AnnualLedgerForm,
  type AnnualMendForm,
  type AnnualPlanForm,
  type MendedEntry,
  type Remedy,
} from '../../../domain/annual-cycle/forms.js';
import type { PlanEntry } from '../../../domain/annual-cycle/plan-entry.js';
import { PLANNABLE_KINDS } from '../../../domain/annual-cycle/plannable.js';
import { BLUEPRINTS, type LaunchableKind } from '../../../domain/blueprints/index.js';
import type { CivilDate } from '../../../domain/time/zone.js';
import { BooleanField, ChoiceField, DateField, NestedListField, TextField, TextListField } from '../field.js';

const LAUNCH_FORM =
  '启动表单；启动该项工作时提交，字段见 GET /processes/kinds/{kind}/blueprint 的 launch.form';

export class PlanEntryBody implements PlanEntry {
  @TextField({ max: 60, description: '年度内唯一的标识', example: 'liaisonConference:1' })
  key!: string;

  @ChoiceField({ choices: PLANNABLE_KINDS, labels: BLUEPRINTS, description: '启动哪一项制度机制' })
  kind!: LaunchableKind;

  @TextField({ min: 2, max: 120, description: '名称' })
  title!: string;

  @DateField({ description: '启动日期，当日 9 时自行启动；已过的立即启动' })
  date!: CivilDate;

  @ApiPropertyOptional({ type: Object, description: LAUNCH_FORM })
  @IsOptional()
  @IsObject()
  form!: Record<string, unknown>;
}

export class AnnualPlanBody implements AnnualPlanForm {
  @NestedListField(() => PlanEntryBody, {
    min: 1,
    max: 100,
    optional: true,
    description: '全年安排；不填则采用系统按该地区和年度提出的计划',
  })
  entries!: PlanEntryBody[];

  @TextListField({
    max: 500,
    each: 200,
    optional: true,
    description: '已逐条确认的方案体检提醒：其 code@where',
  })
  acknowledged: string[] = [];

  @BooleanField({ optional: true, description: '下一年度到 12 月 20 日自行启动；不填则不改变' })
  launchNextYear!: boolean;
}

export class MendedEntryBody implements MendedEntry {
  @TextField({ max: 60, description: '哪一项安排' })
  key!: string;

  @ChoiceField({
    choices: REMEDIES,
    description: '怎样处理；relaunch 立即启动，skip 本年不再进行，move 另定日期',
  })
  remedy!: Remedy;

  @ChoiceField({
    choices: PLANNABLE_KINDS,
    labels: BLUEPRINTS,
    optional: true,
    description: '该项安排的类型；改正表单时必填',
  })
  kind!: string;

  @ApiPropertyOptional({ type: Object, description: `改正后的表单。${LAUNCH_FORM}` })
  @IsOptional()
  @IsObject()
  form!: Record<string, unknown>;

  @DateField({ optional: true, description: '另定的日期' })
  date!: CivilDate;

  @TextField({ max: 500, optional: true, description: '理由；另定日期、不再进行时必填' })
  reason!: string;
}

export class AnnualMendBody implements AnnualMendForm {
  @NestedListField(() => MendedEntryBody, {
    min: 1,
    max: 100,
    description: '未能启动的安排，逐项处理',
  })
  entries!: MendedEntryBody[];
}

export class AnnualLedgerBody implements AnnualLedgerForm {
  @TextField({ max: 8000, description: '年终小结' })
  summary!: string;
}

/** Total: a form of the domain without a body class does not compile. */
export const ANNUAL_CYCLE_FORM_BODIES: Record<AnnualCycleFormKey, new () => object> = {
  annualPlan: AnnualPlanBody,
  annualMend: AnnualMendBody,
  annualLedger: AnnualLedgerBody,
};
