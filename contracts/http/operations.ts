import { ApiProperty } from '@nestjs/swagger';
import { PageOf, PageQuery } from './page.js';
import { TextField } from './field.js';

export const OPERATIONS_CHECKS = [
  'api',
  'database',
  'temporal',
  'workers',
  'outbox',
  'clock',
  'deliveries',
  'rehearsals',
  'years',
  'record',
  'processes',
] as const;

export class OperationsCheck {
  @ApiProperty({ enum: OPERATIONS_CHECKS }) key!: (typeof OPERATIONS_CHECKS)[number];
  @ApiProperty({ example: '流程引擎' }) label!: string;
  @ApiProperty({
    enum: ['green', 'yellow', 'red', 'grey'],
    description: '绿正常，黄请留意，红要处理，灰不知道',
  })
  light!: 'green' | 'yellow' | 'red' | 'grey';
  @ApiProperty({ description: '一句话说明现状', example: '有 3 条消息等待送达，最早的等了 12 秒。' })
  says!: string;
  @ApiProperty({ type: String, nullable: true, description: '该做什么；正常时没有' }) todo!: string | null;
  @ApiProperty({ type: Number, nullable: true, description: '积压、等待、异常的件数' })
  count!: number | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: '从何时起' })
  since!: string | null;
}

export class OperationsView {
  @ApiProperty({ format: 'date-time' }) at!: string;
  @ApiProperty({ description: '产品版本', example: '0.1.0' }) version!: string;
  @ApiProperty({ format: 'date-time', description: '本接口进程启动的时刻' }) startedAt!: string;
  @ApiProperty({ enum: ['green', 'yellow', 'red', 'grey'], description: '各项中最差的' })
  light!: 'green' | 'yellow' | 'red' | 'grey';
  @ApiProperty({
    type: String,
    nullable: true,
    description: '流程引擎自带页面的地址：配置了的，只告诉系统管理员',
  })
  temporalUi!: string | null;
  @ApiProperty({ type: [OperationsCheck], description: '按固定顺序' }) checks!: OperationsCheck[];
}

export class StuckProcessQuery extends PageQuery {
  @TextField({ max: 12, optional: true, description: '行政区划代码，默认所管的全部地区' })
  regionCode?: string;
}

export class StuckProcessView {
  @ApiProperty({ format: 'uuid', description: '流程' }) id!: string;
  @ApiProperty() kind!: string;
  @ApiProperty({ example: '双清单事项' }) kindLabel!: string;
  @ApiProperty({
    type: String,
    nullable: true,
    description: '标题；系统管理员看不到业务内容，为空',
  })
  title!: string | null;
  @ApiProperty({ example: '530925' }) regionCode!: string;
  @ApiProperty({ example: '双江自治县' }) region!: string;
  @ApiProperty({
    enum: ['undelivered', 'over', 'failing'],
    description:
      'undelivered 办理结果传不到流程引擎，over 流程引擎里已结束而业务没有，failing 流程引擎里反复出错；流程引擎里没有了的、没有听到办理结果的，系统每小时自行修复',
  })
  reason!: 'undelivered' | 'over' | 'failing';
  @ApiProperty({ description: '一句话说明卡在哪里' }) says!: string;
  @ApiProperty({ format: 'date-time', description: '从何时起' }) since!: string;
  @ApiProperty({ type: [String], description: '正在办的环节', example: ['办理'] }) steps!: string[];
  @ApiProperty({ type: String, nullable: true, description: '最后办的是什么', example: '领导认领：认领' })
  lastDone!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) lastDoneAt!: string | null;
  @ApiProperty({ description: '可以在这里修复' }) repairable!: boolean;
}

export class StuckProcessPage extends PageOf(StuckProcessView) {
  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: '系统最近一次逐项核对的时刻；尚未核对过则为空',
  })
  checkedAt!: string | null;
}

export class RepairView {
  @ApiProperty({
    enum: ['restarted', 'retold', 'resent', 'underWay', 'sound'],
    description:
      'restarted 重新启动，retold 重新告知办理结果，resent 立即重发，underWay 刚修复过、正在传送，sound 没有发现问题',
  })
  result!: 'restarted' | 'retold' | 'resent' | 'underWay' | 'sound';
  @ApiProperty({ description: '一句话说明做了什么' }) says!: string;
}
