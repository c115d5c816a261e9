import * as pulumi from '@pulumi/pulumi'

/**
 * azure-native's SDK adds `netFrameworkVersion` and `localMySqlEnabled` to every siteConfig. Flex Consumption refuses the first in some regions
 * (pulumi-azure-native #4168) and no Linux app has a use for either, so they are taken out again.
 */
export const withoutNetFramework: pulumi.ResourceTransformation = ({ props, opts }) => ({
  props: {
    ...props,
    siteConfig: pulumi
      .output(props.siteConfig)
      .apply(({ netFrameworkVersion: _net, localMySqlEnabled: _mySql, ...asked }) => asked),
  },
  opts,
})
