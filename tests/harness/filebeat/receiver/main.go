// The receiving end of Filebeat's way to Logstash, for tests: mutual TLS in, one event of JSON per line out.
//
//	receiver FOLDER    holds ca.crt, logstash.crt and logstash.key; the first line says the address.
package main

import (
	"bytes"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"fmt"
	"log"
	"os"
	"path/filepath"

	v2 "github.com/elastic/go-lumber/server/v2"
)

func configured(folder string) *tls.Config {
	certificate, err := tls.LoadX509KeyPair(filepath.Join(folder, "logstash.crt"), filepath.Join(folder, "logstash.key"))
	if err != nil {
		log.Fatal(err)
	}
	authority, err := os.ReadFile(filepath.Join(folder, "ca.crt"))
	if err != nil {
		log.Fatal(err)
	}
	trusted := x509.NewCertPool()
	trusted.AppendCertsFromPEM(authority)
	return &tls.Config{
		Certificates: []tls.Certificate{certificate},
		ClientAuth:   tls.RequireAndVerifyClientCert,
		ClientCAs:    trusted,
	}
}

// Numbers stay as they were sent.
func decode(data []byte, into interface{}) error {
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	return decoder.Decode(into)
}

func main() {
	listener, err := tls.Listen("tcp", "127.0.0.1:0", configured(os.Args[1]))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(listener.Addr())
	server, err := v2.NewWithListener(listener, v2.JSONDecoder(decode))
	if err != nil {
		log.Fatal(err)
	}
	out := json.NewEncoder(os.Stdout)
	for batch := range server.ReceiveChan() {
		for _, event := range batch.Events {
			if err := out.Encode(event); err != nil {
				log.Fatal(err)
			}
		}
		batch.ACK()
	}
}
