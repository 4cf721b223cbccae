import { ApiProperty } from '@nestjs/swagger';
import type { Light } from '../../domain/time/light.js';

const LIGHTS = ['green', 'yellow', 'red', 'grey'];

/** One step a process is in now, as a list shows it: 现在到哪一步，等谁，等了多久. */
export class CurrentStepView {
  @ApiProperty({ description: '环节' }) step!: string;
  @ApiProperty({ description: '环节名称' }) label!: string;
  @ApiProperty({ format: 'date-time', description: '从何时起在等' }) since!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: '最近的时限' })
  deadline!: string | null;
  @ApiProperty({ enum: LIGHTS }) light!: Light;
  @ApiProperty({ description: '应办的任务数；单位只算自己的' }) asked!: number;
  @ApiProperty({ description: '还没有办的任务数' }) waiting!: number;
  @ApiProperty({ type: [String], description: '等谁：单位和职务，时限近的在前，最多三个' })
  waitingFor!: string[];
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: '其中我的任务' })
  mine!: string | null;
}
