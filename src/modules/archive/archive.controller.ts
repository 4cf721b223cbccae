import { Controller, Get, type StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, type Principal } from '../../http/principal.js';
import { Roles } from '../../http/roles.js';
import { UuidParam } from '../../http/uuid-param.js';
import { ArchiveService } from './archive.service.js';

@ApiTags('processes')
@Controller('processes/:processId/archive')
@Roles('office', 'leader', 'auditor')
export class ArchiveController {
  constructor(private readonly archives: ArchiveService) {}

  @Get()
  @ApiOperation({
    summary: '归档：一个流程的全部材料（zip）',
    description: '含过程记录、公文、附件和清单；npm run archive:verify 可脱离系统核验。',
  })
  @ApiProduces('application/zip')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  archive(
    @CurrentPrincipal() principal: Principal,
    @UuidParam('processId') processId: string,
  ): Promise<StreamableFile> {
    return this.archives.archive(principal, processId);
  }
}
