import { ApiProperty } from '@nestjs/swagger';

export class Liveness {
  @ApiProperty({ enum: ['ok'] })
  status!: 'ok';
}

export class Readiness {
  @ApiProperty({ enum: ['ok', 'unavailable'], description: '整体：数据库和表结构都好才是 ok' })
  status!: 'ok' | 'unavailable';

  @ApiProperty({ enum: ['ok', 'unreachable'] })
  database!: 'ok' | 'unreachable';

  @ApiProperty({ enum: ['ok', 'pending', 'unknown'], description: '表结构是否已到本版本' })
  migrations!: 'ok' | 'pending' | 'unknown';

  @ApiProperty({
    enum: ['ok', 'unreachable', 'unknown'],
    description: '流程引擎；不影响办理，只影响下一环节何时打开',
  })
  temporal!: 'ok' | 'unreachable' | 'unknown';

  @ApiProperty({
    type: Number,
    nullable: true,
    description: '到期应启动而没有启动、尚未处理的件数；不影响整体，须有人处理',
  })
  alarms!: number | null;
}
