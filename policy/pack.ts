import { PolicyPack } from '@pulumi/policy'
import { policies } from './policies.ts'

new PolicyPack('custom-handler-stack', { enforcementLevel: 'mandatory', policies })
