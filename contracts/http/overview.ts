import { ApiProperty } from '@nestjs/swagger';
import type { Light } from '../../domain/time/light.js';
import { InboxRow } from './assignments.js';
import { ChoiceField, TextField, UuidField } from './field.js';
import { PageOf, PageQuery } from './page.js';

/** What a leader looks at: 逾期, 停滞, 本周到期. */
export const MEASURES = ['overdue', 'stalled', 'dueThisWeek'] as const;
export type Measure = (typeof MEASURES)[number];

export const REACHES = ['own', 'below', 'whole'] as const;
export type Reach = (typeof REACHES)[number];

export class OverviewQuery {
  @TextField({ max: 12, optional: true, description: '行政区划代码，默认本人所在地区', example: '530925' })
  region?: string;
}

export class OverviewStepsQuery extends PageQuery {
  @ChoiceField({ choices: MEASURES, description: '指标：overdue 逾期，stalled 停滞，dueThisWeek 本周到期' })
  measure!: Measure;

  @TextField({ max: 12, optional: true, description: '行政区划代码，默认本人所在地区', example: '530925' })
  region?: string;

  @ChoiceField({
    choices: REACHES,
    optional: true,
    description: '范围：own 只看该地区的单位（默认），below 该地区以下各级的单位，whole 该地区及其以下',
  })
  reach: Reach = 'own';

  @UuidField({ optional: true, description: '只看这个单位' })
  unitId?: string;

  @TextField({ max: 50, optional: true, description: '只看这种流程' })
  kind?: string;
}

export class MeasuresView {
  @ApiProperty({ description: '逾期的任务数' }) overdue!: number;
  @ApiProperty({ description: '停滞的任务数；可能同时逾期' }) stalled!: number;
  @ApiProperty({ description: '本周内到期、尚未逾期的任务数' }) dueThisWeek!: number;
}

export class UnitMeasuresView extends MeasuresView {
  @ApiProperty({ format: 'uuid' }) unitId!: string;
  @ApiProperty() unit!: string;
}

export class KindMeasuresView extends MeasuresView {
  @ApiProperty() kind!: string;
  @ApiProperty() kindLabel!: string;
}

export class RegionMeasuresView extends MeasuresView {
  @ApiProperty({ example: '530925' }) code!: string;
  @ApiProperty({ example: '双江自治县' }) label!: string;
}

export class OverviewView {
  @ApiProperty({ example: '530925' }) regionCode!: string;
  @ApiProperty({ format: 'date-time', description: '统计的时刻' }) at!: string;
  @ApiProperty({ description: '停滞：连续多少个工作日没有人签收、办理', example: 10 })
  stalledAfterWorkingDays!: number;
  @ApiProperty({ format: 'date-time', description: '本周的最后时刻' }) weekEndsAt!: string;
  @ApiProperty({ type: MeasuresView, description: '本地区各单位合计' }) total!: MeasuresView;
  @ApiProperty({ type: [UnitMeasuresView], description: '各单位，按固定顺序，不排名' })
  units!: UnitMeasuresView[];
  @ApiProperty({ type: [KindMeasuresView], description: '各项制度机制' }) kinds!: KindMeasuresView[];
  @ApiProperty({ type: [RegionMeasuresView], description: '下一级各地区，含其以下，按行政区划代码' })
  regions!: RegionMeasuresView[];
}

/** An open assignment and whoever has it. */
export class OverviewStep {
  @ApiProperty({ format: 'uuid' }) assignmentId!: string;
  @ApiProperty({ format: 'uuid' }) processId!: string;
  @ApiProperty() process!: string;
  @ApiProperty() kind!: string;
  @ApiProperty() stepLabel!: string;
  @ApiProperty({ format: 'uuid' }) unitId!: string;
  @ApiProperty() unit!: string;
  @ApiProperty() position!: string;
  @ApiProperty({ type: [String], description: '现任' }) people!: string[];
  @ApiProperty({ format: 'date-time' }) openedAt!: string;
  @ApiProperty({ description: '等了几天' }) days!: number;
  @ApiProperty({ description: '已签收' }) acknowledged!: boolean;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) deadline!: string | null;
  @ApiProperty({ enum: ['green', 'yellow', 'red', 'grey'] }) light!: Light;
}

export class OverviewStepPage extends PageOf(OverviewStep) {}

export class DeskCounts {
  @ApiProperty({ description: '待签收' }) toAcknowledge!: number;
  @ApiProperty({ description: '待办（已签收）' }) toDo!: number;
  @ApiProperty({ description: '传阅未阅' }) circulations!: number;
  @ApiProperty({ description: '未读通知' }) notices!: number;
  @ApiProperty({ description: '所欠任务中的红灯' }) red!: number;
  @ApiProperty({ description: '所欠任务中的黄灯' }) yellow!: number;
}

export class DeskView {
  @ApiProperty({ type: DeskCounts }) counts!: DeskCounts;
  @ApiProperty({ type: [InboxRow], description: '本周到期的，时间最紧的在前，至多 20 件' })
  thisWeek!: InboxRow[];
  @ApiProperty({
    type: [OverviewStep],
    description: '我启动的或本双拥办的工作在等别人的，等得最久的在前，至多 20 件',
  })
  waiting!: OverviewStep[];
  @ApiProperty({ description: '在等别人的总数' }) waitingTotal!: number;
}
