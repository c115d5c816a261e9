# Functions without a compiler: perl, with the modules that every Debian has, runs this file as it is.
use strict;
use warnings;
use IO::Socket::INET;

my %functions = (
    'GET /api/hello'  => \&hello,        # forwarded: the request itself, under its public path
    'POST /api/hello' => \&hello,
    'POST /heartbeat' => \&heartbeat,    # invoked: an envelope, under the function's name
);

my $port     = $ENV{FUNCTIONS_CUSTOMHANDLER_PORT};
my $listener = IO::Socket::INET->new(LocalAddr => '127.0.0.1', LocalPort => $port, Listen => 128, ReuseAddr => 1)
    or die "cannot listen on port $port: $!\n";
$| = 1;               # one event, one line, at once
$/ = "\r\n";
$SIG{PIPE} = 'IGNORE';
$SIG{CHLD} = 'IGNORE';
while (1) {           # the host never starts a handler again that ends with 0
    my $client = $listener->accept or next;
    my $child  = fork;    # a process for every request, so that none waits for another
    next if $child;
    answer($client);
    exit if defined $child;    # without a process to spare this one has answered, and goes on
}

sub hello {
    my ($request) = @_;
    my ($name) = $request->{query} =~ /(?:^|&)name=([^&]+)/ ? $1 : 'World';
    $name =~ tr/+/ /;
    $name =~ s/%([0-9A-Fa-f]{2})/chr hex $1/ge;
    $name =~ s/(["\\]|[\x00-\x1f])/sprintf '\\u%04x', ord $1/ge;
    return qq({"message":"Hello, $name!"});
}

sub heartbeat {
    my ($request) = @_;
    print "$request->{id}: still here\n";
    return '{}';      # an invocation is answered by a JSON object, even if there is nothing to say
}

sub answer {
    my ($client) = @_;
    my $request  = read_request($client) or return;
    my $function = $functions{"$request->{method} $request->{path}"};
    my ($status, $body) = $function ? ('200 OK', $function->($request)) : ('404 Not Found', '{}');
    print $client "HTTP/1.1 $status\r\nContent-Type: application/json\r\nContent-Length: ", length $body,
        "\r\nConnection: close\r\n\r\n$body";
}

sub read_request {
    my ($client) = @_;
    my ($method, $path, $query) = (readline($client) // '') =~ m{^(\S+) ([^?\s]+)\??(\S*)} or return;
    my %headers;
    while (defined(my $line = readline $client)) {
        chomp $line;
        last if $line eq '';
        my ($name, $value) = split /:\s*/, $line, 2;
        $headers{lc $name} = $value;
    }
    return {
        method => $method,
        path   => $path,
        query  => $query,
        id     => $headers{'x-azure-functions-invocationid'} // '',
        body   => read_body($client, \%headers),
    };
}

# The host sends bodies of both kinds.
sub read_body {
    my ($client, $headers) = @_;
    my $body = '';
    read $client, $body, $headers->{'content-length'} if $headers->{'content-length'};
    return $body if lc($headers->{'transfer-encoding'} // '') ne 'chunked';
    while (my $size = hex(readline($client) =~ s/[;\s].*//sr)) {
        read $client, $body, $size, length $body;
        readline $client;
    }
    readline $client;
    return $body;
}
