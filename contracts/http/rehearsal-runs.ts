import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsObject, IsOptional } from 'class-validator';
import type { ProcessKind } from '../../domain/blueprints/index.js';
import { COLLISION_KINDS } from '../../domain/rehearsal/collisions.js';
import { SCENARIO_NAMES, type ScenarioName } from '../../domain/rehearsal/people.js';
import { ChoiceField, IntegerField, TextField } from './field.js';
import { PageOf } from './page.js';
import { LAUNCHED_BY_PEOPLE } from './processes.js';

export class RehearsalBody {
  @ChoiceField({ choices: LAUNCHED_BY_PEOPLE, description: '预演哪一项制度机制' })
  kind!: ProcessKind;

  @TextField({ max: 12, description: '本人双拥办所在地区', example: '530925' })
  regionCode!: string;

  @IntegerField({ min: 1949, max: 9999, description: '预演哪一年', example: 2027 })
  year!: number;

  @ChoiceField({
    choices: SCENARIO_NAMES,
    enumName: 'Scenario',
    optional: true,
    description: '单位的表现：punctual 都按时、mixed 有早有晚（默认）、late 大多拖延、silent 多数不办',
  })
  scenario?: ScenarioName;

  @IntegerField({
    min: 0,
    max: 999_999_999,
    optional: true,
    description: '随机数；换一个数，换一批人的表现；同样的数，同样的结果。不填则由地区和年度决定',
  })
  seed?: number;

  @ApiPropertyOptional({
    type: Object,
    description:
      '启动时提交的表单，字段见 GET /processes/kinds/{kind}/blueprint 的 launch.form；不填则由预演拟定',
  })
  @IsOptional()
  @IsObject()
  form?: Record<string, unknown>;

  @IntegerField({ min: 2, max: 100, optional: true, description: '同一天到期几项时指出；按单位计，默认 2' })
  deadlinesADay?: number;

  @IntegerField({ min: 1, max: 1_000, optional: true, description: '一周超过几件时指出；按单位计，默认 5' })
  thingsAWeek?: number;
}

export const RUN_STATES = ['queued', 'running', 'finished', 'failed', 'cancelled'] as const;

export class RehearsalRunView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ example: 'dualList' }) kind!: string;
  @ApiProperty() kindLabel!: string;
  @ApiProperty({ example: '530925' }) regionCode!: string;
  @ApiProperty() year!: number;
  @ApiProperty({ enum: [...SCENARIO_NAMES], enumName: 'Scenario' }) scenario!: string;
  @ApiProperty({ type: Number, nullable: true }) seed!: number | null;
  @ApiProperty({ description: '谁要的' }) orderedBy!: string;
  @ApiProperty({ format: 'date-time' }) orderedAt!: string;

  @ApiProperty({ enum: [...RUN_STATES], description: '排队、进行、完成、失败、取消' })
  state!: (typeof RUN_STATES)[number];

  @ApiProperty({ description: '排队的，前面还有几个' }) ahead!: number;
  @ApiProperty({ description: '已要求取消' }) cancelling!: boolean;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: '预演从何时开始' })
  from!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: '预演到何时为止' })
  to!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: '预演中的此刻' })
  presentAt!: string | null;

  @ApiProperty({ description: '走完了多少，0 到 1' }) share!: number;
  @ApiProperty({ description: '已启动的流程数' }) processes!: number;
  @ApiProperty({ description: '已办理的件数' }) acts!: number;
  @ApiProperty({ description: '用了多少秒；排队的为 0' }) elapsedSeconds!: number;

  @ApiProperty({ type: String, format: 'date-time', nullable: true }) endedAt!: string | null;
  @ApiProperty({ type: String, nullable: true, description: '失败的，错误代码' }) errorCode!: string | null;
  @ApiProperty({ type: String, nullable: true, description: '失败的，为什么' }) error!: string | null;
}

export class RehearsalRunList {
  @ApiProperty({ type: [RehearsalRunView], description: '未结束的在前，其余新的在前' })
  items!: RehearsalRunView[];
}

export class RehearsalEventView {
  @ApiProperty({ format: 'date-time' }) at!: string;
  @ApiProperty({ description: '事件的种类', example: 'decided' }) kind!: string;
  @ApiProperty({ description: '流程的标题' }) process!: string;
  @ApiProperty({ description: '流程的种类' }) processLabel!: string;
  @ApiPropertyOptional({ description: '环节' }) step?: string;
  @ApiPropertyOptional() round?: number;
  @ApiPropertyOptional({ type: [String] }) units?: string[];
  @ApiPropertyOptional({ description: '谁办的' }) by?: string;
  @ApiPropertyOptional() decision?: string;
  @ApiPropertyOptional({ example: 'rung:2' }) checkpoint?: string;
  @ApiPropertyOptional({ format: 'date-time' }) deadline?: string;
  @ApiPropertyOptional({ type: [String], description: '告知了谁' }) told?: string[];
  @ApiPropertyOptional() outcome?: string;
  @ApiPropertyOptional() outcomeLabel?: string;
  @ApiPropertyOptional() detail?: string;
  @ApiProperty({ description: '一句话' }) text!: string;
}

export class RehearsalTimelinePage extends PageOf(RehearsalEventView) {}

class BusiestWeek {
  @ApiProperty({ format: 'date' }) monday!: string;
  @ApiProperty() things!: number;
}

class UnitLoadView {
  @ApiProperty() unit!: string;
  @ApiProperty({ description: '一共收到几件' }) asked!: number;
  @ApiProperty({ type: Object, example: { '2027-01': 1 } }) months!: Record<string, number>;
  @ApiProperty({ type: BusiestWeek, nullable: true, description: '新到和到期最多的一周' })
  busiestWeek!: BusiestWeek | null;
}

class CrowdedDayView {
  @ApiProperty({ format: 'date' }) date!: string;
  @ApiProperty() unit!: string;
  @ApiProperty({
    type: [String],
    description: '到期的环节，几项相同的写明几项',
    example: ['“双清单”事项【领导认领】×9'],
  })
  due!: string[];
}

class FullWeekView {
  @ApiProperty({ format: 'date' }) monday!: string;
  @ApiProperty() unit!: string;
  @ApiProperty() things!: number;
}

class CollisionView {
  @ApiProperty({ format: 'date' }) date!: string;
  @ApiProperty({ enum: [...COLLISION_KINDS], description: '春节当周、国庆当周、八一、休息日' }) kind!: string;
  @ApiProperty({ enum: ['start', 'deadline'] }) what!: string;
  @ApiProperty({ type: String, nullable: true, description: '当天是什么节日' }) holiday!: string | null;
  @ApiProperty() process!: string;
  @ApiProperty() step!: string;
  @ApiProperty() units!: number;
  @ApiProperty() things!: number;
}

class LoadLimitsView {
  @ApiProperty() deadlinesADay!: number;
  @ApiProperty() thingsAWeek!: number;
}

export class RehearsalLoadView {
  @ApiProperty({ type: LoadLimitsView }) limits!: LoadLimitsView;
  @ApiProperty({ type: [String], example: ['2027-01'] }) months!: string[];
  @ApiProperty({ type: [UnitLoadView], description: '按机构的固定顺序' }) units!: UnitLoadView[];
  @ApiProperty({ type: [CrowdedDayView] }) crowdedDays!: CrowdedDayView[];
  @ApiProperty({ type: [FullWeekView] }) fullWeeks!: FullWeekView[];
  @ApiProperty({ type: [CollisionView] }) collisions!: CollisionView[];
}

export class RehearsalReportView {
  @ApiProperty({ type: RehearsalRunView }) run!: RehearsalRunView;

  @ApiProperty({ type: Object, description: '结果汇总：“双清单”年度为台账数字，其他为各环节的情况' })
  summary!: object;

  @ApiProperty({ type: [String], description: '同样的内容，一行一句' })
  words!: string[];
}
