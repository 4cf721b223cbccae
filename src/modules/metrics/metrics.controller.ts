import { Controller, Get, Header, UseGuards } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { GuardedElsewhere } from '../../http/roles.js';
import { MetricsGuard } from './metrics.guard.js';
import { MetricsService } from './metrics.service.js';

@ApiTags('health')
@Controller('api/metrics')
export class MetricsController {
  constructor(private readonly metrics: MetricsService) {}

  @Get()
  @GuardedElsewhere()
  @UseGuards(MetricsGuard)
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  @ApiOperation({ summary: 'Prometheus 指标（METRICS_TOKEN，或系统管理员）' })
  @ApiProduces('text/plain')
  @ApiOkResponse({ schema: { type: 'string' } })
  text(): Promise<string> {
    return this.metrics.text();
  }
}
