import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ItemChain } from '../../../contracts/http/item-chain.js';
import { CurrentPrincipal, type Principal } from '../../http/principal.js';
import { Roles } from '../../http/roles.js';
import { UuidParam } from '../../http/uuid-param.js';
import { ItemChainsService } from './item-chains.service.js';

@ApiTags('ledger')
@Controller('ledger/items/:id/chain')
@Roles('office', 'leader', 'auditor', 'unitLeader', 'liaison', 'militaryLiaison')
export class ItemChainsController {
  constructor(private readonly chains: ItemChainsService) {}

  @Get()
  @ApiOperation({ summary: '一件事项从提出到通报的全过程：认领、办理、协商、上报、确认、销号' })
  @ApiOkResponse({ type: ItemChain })
  one(@CurrentPrincipal() principal: Principal, @UuidParam('id') id: string): Promise<ItemChain> {
    return this.chains.one(principal, id);
  }
}
