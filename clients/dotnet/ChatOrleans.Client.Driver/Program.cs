using System.Text;
using ChatOrleans.Client.Driver;

// The driver protocol over standard input and output: clients/conformance/README.md.
var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
using var input = new StreamReader(Console.OpenStandardInput(), utf8);
await using var output = new StreamWriter(Console.OpenStandardOutput(), utf8);
await new Driver(output).RunAsync(input);
