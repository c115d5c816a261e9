import { evaluateTemplate, type TemplateResource } from '../../arm/template.ts'
import { templateResources } from '../../arm/templateResources.ts'
import { child, isProps, type Props, text } from '../../provider/props.ts'
import type { CloudServices } from '../../services.ts'
import { armId } from '../ids.ts'
import type { ResourceType } from '../resourceType.ts'

/** An ARM template deployment: its template is evaluated here, and its resources take effect. */
export const deployment: ResourceType = {
  token: 'azure-native:resources:Deployment',
  nameInput: 'deploymentName',
  autoName: 'random',
  replaceOn: ['resourceGroupName', 'location'],
  id: (inputs) => armId(inputs, 'Microsoft.Resources/deployments', 'deploymentName'),
  put: async (inputs, services) => {
    const properties = child(inputs, 'properties')
    const resources = evaluateTemplate(child(properties, 'template'), parameterValues(properties), services)
    for (const resource of resources) await deploy(resource, services)
    return {
      type: 'Microsoft.Resources/deployments',
      properties: {
        mode: text(properties, 'mode'),
        provisioningState: 'Succeeded',
        parameters: properties.parameters,
        outputResources: resources.map(({ type, name }) => ({ id: `${type}/${name}` })),
      },
    }
  },
}

async function deploy(resource: TemplateResource, services: CloudServices): Promise<void> {
  const put = templateResources.get(resource.type.toLowerCase())
  if (put) return put(resource, services)
  services.warn(`${resource.type} in an ARM template has no simulation on localhost: it does nothing here.`)
}

function parameterValues(properties: Props): Props {
  const parameters = child(properties, 'parameters')
  return Object.fromEntries(
    Object.entries(parameters).map(([name, parameter]) => [
      name,
      isProps(parameter) ? parameter.value : undefined,
    ]),
  )
}
